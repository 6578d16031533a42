"""« Ma sélection »: kept in the browser, shared by a link, and never lost silently."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.catalogue import CARDS, list_slugs, open_catalogue, read_query
from tests.browser.conftest import Visitor

REFUSED = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no") }})
"""


def test_a_star_keeps_an_initiative(visitor: Visitor) -> None:
    page = open_catalogue(visitor)
    star = page.locator("li[data-slug=mine-de-soleil] .fiche-selection")
    expect(star).to_have_accessible_name("Ajouter à ma sélection\u00a0: Mine de Soleil")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_have_accessible_name("Retirer de ma sélection\u00a0: Mine de Soleil")
    page = open_catalogue(visitor)
    expect(page.locator("[data-essaim=nombre-selection]")).to_have_text("1")
    page.locator("[data-essaim=ma-selection]").click()
    assert list_slugs(page) == ["mine-de-soleil"]
    assert read_query(page) == {"fiches": ["mine-de-soleil"]}


def test_a_link_shares_a_selection(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?fiches=mine-de-soleil,garage-solidaire-afeji")
    assert set(list_slugs(page)) == {"mine-de-soleil", "garage-solidaire-afeji"}
    page.locator("[data-essaim=ma-selection]").click()
    expect(page.locator("[data-essaim=jetons]")).to_be_hidden()


def test_an_initiative_that_left_is_told(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?fiches=mine-de-soleil,fiche-disparue")
    assert list_slugs(page) == ["mine-de-soleil"]
    expect(page.locator("[data-essaim=avis]")).to_contain_text("fiche-disparue")


def test_an_empty_selection_says_how_to_fill_it(desktop: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(desktop)
    page.locator("[data-essaim=ma-selection]").click()
    expect(page.locator("[data-essaim=avis]")).to_contain_text("étoile")
    expect(page.locator(CARDS)).to_have_count(len(slugs))


def test_a_refused_storage_is_told_and_the_page_remembers(desktop: Visitor) -> None:
    desktop.page.add_init_script(REFUSED)
    page = open_catalogue(desktop)
    page.locator("li[data-slug=mine-de-soleil] .fiche-selection").click()
    expect(page.locator("[data-essaim=avis]")).to_contain_text("refuse de garder")
    page.locator("[data-essaim=ma-selection]").click()
    assert list_slugs(page) == ["mine-de-soleil"]
    # Material's own script complains.
    assert set(desktop.errors) == {"no"}
    desktop.errors.clear()


def test_a_damaged_storage_is_an_empty_one(desktop: Visitor) -> None:
    desktop.page.add_init_script("localStorage.setItem('essaim-selection', '{\"x\": [')")
    page = open_catalogue(desktop)
    expect(page.locator("[data-essaim=nombre-selection]")).to_be_hidden()
