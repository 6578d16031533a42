"""What the tests of the catalogue page share."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor

CARDS = "[data-essaim=liste] > li:visible"
READY = ".catalogue--prete"
SETTLED = "[data-essaim=catalogue]:not([aria-busy])"
"""Counts and the cards beyond the screen are drawn after the first ones."""


def open_catalogue(visitor: Visitor, query: str = "", path: str = "catalogue/") -> Page:
    """Open the catalogue and wait until its filters work."""
    page = visitor.visit(f"{path}{query}")
    page.locator(READY).wait_for()
    return page


def list_slugs(page: Page) -> list[str]:
    """List the initiatives shown, in order, once all are drawn."""
    page.locator(SETTLED).wait_for()
    slugs: list[str] = page.locator(CARDS).evaluate_all("nodes => nodes.map(n => n.dataset.slug)")
    return slugs


def open_filters(page: Page) -> None:
    """On small screens the filters are in a drawer."""
    opener = page.locator("[data-essaim=ouvrir-filtres]")
    if opener.is_visible():
        opener.click()
        expect(page.get_by_role("dialog", name="Filtres")).to_be_visible()


def close_filters(page: Page) -> None:
    """Leave the drawer by its main button, if there is one."""
    button = page.locator("[data-essaim=voir-resultats]")
    if button.is_visible():
        button.click()


def open_facet(page: Page, name: str) -> Locator:
    """Unfold a facet and give it."""
    facet = page.locator(f"[data-facette={name}]")
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    return facet


def tick(page: Page, facet: str, code: str) -> None:
    """Choose a value of a facet by its code."""
    open_facet(page, facet).locator(f'input[value="{code}"]').check()


def show_map(page: Page) -> None:
    """On a phone the map is behind a button; on a desktop it is beside the list."""
    button = page.locator("[data-essaim=bascule]")
    if button.is_visible():
        button.click()
    page.locator(".leaflet-container").wait_for()


def read_query(page: Page) -> dict[str, list[str]]:
    """Read the parameters of the address."""
    return parse_qs(urlsplit(page.url).query)
