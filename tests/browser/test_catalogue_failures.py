"""Data that fail, are cut short or do not match: a calm sentence and a way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.catalogue import CARDS, open_catalogue
from tests.browser.conftest import Visitor

LOST = "Les filtres n’ont pas pu être chargés"


def answer_with(status: int, body: str):  # type: ignore[no-untyped-def]
    """Make a handler that answers always the same."""
    return lambda route: route.fulfill(status=status, body=body)


@pytest.mark.parametrize("name", ["carte", "catalogue"])
@pytest.mark.parametrize(("status", "body"), [(500, ""), (200, '{"version":1,"ed'), (200, "null")])
def test_lost_data_leave_the_list_and_a_way_on(
    desktop: Visitor, slugs: list[str], name: str, status: int, body: str
) -> None:
    desktop.page.route(f"**/donnees/{name}.json*", answer_with(status, body))
    page = desktop.visit("catalogue/")
    notice = page.locator("[data-essaim=avis]")
    expect(notice).to_contain_text(LOST)
    expect(page.locator(CARDS).first).to_be_visible()
    page.get_by_role("searchbox").first.fill("solaire")
    expect(page.locator("li[data-slug=mine-de-soleil]")).to_be_visible()
    expect(page.locator("li[data-slug=foret-urbaine-de-lens]:visible")).to_have_count(0)
    page.get_by_role("searchbox").first.fill("")
    desktop.page.unroute(f"**/donnees/{name}.json*")
    page.get_by_role("button", name="Réessayer").click()
    page.locator(".catalogue--prete").wait_for()
    expect(notice).not_to_contain_text(LOST)
    # The browser itself reports the failed request.
    desktop.errors.clear()


def test_a_new_edition_asks_for_a_reload(desktop: Visitor) -> None:
    def age(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        start = body.index('"edition":"') + len('"edition":"')
        route.fulfill(response=answer, body=body[:start] + "x" * 12 + body[start + 12 :])

    desktop.page.route("**/donnees/catalogue.json*", age)
    page = desktop.visit("catalogue/")
    expect(page.locator("[data-essaim=avis]")).to_contain_text("vient d’être mis à jour")
    expect(page.get_by_role("button", name="Recharger la page")).to_be_visible()


def test_lost_texts_leave_the_rest(desktop: Visitor, slugs: list[str]) -> None:
    desktop.page.route("**/donnees/textes.json*", answer_with(500, ""))
    page = open_catalogue(desktop)
    expect(page.locator("[data-essaim=avis]")).to_contain_text("Les résumés")
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    page.get_by_role("searchbox").first.fill("soleil")
    expect(page.locator(CARDS)).to_have_count(1)
    desktop.errors.clear()


def test_lost_communes_are_told(desktop: Visitor) -> None:
    desktop.page.route("**/donnees/communes/*", answer_with(500, ""))
    page = open_catalogue(desktop)
    page.locator("#autour").press_sequentially("lens")
    expect(page.locator("[data-essaim=autour-avis]")).to_contain_text("communes")
    desktop.errors.clear()


def test_without_tiles_the_points_stay(desktop: Visitor) -> None:
    desktop.page.route("https://data.geopf.fr/**", lambda route: route.abort())
    page = open_catalogue(desktop, "?q=hem")
    expect(page.locator(".essaim-point")).to_have_count(1)
    # The browser reports the tiles it could not get, now and until the page is left.
    page.goto("about:blank")
    assert all("ERR_FAILED" in error for error in desktop.errors)
    desktop.errors.clear()
