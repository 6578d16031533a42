"""Facets: « ou » inside, « et » across, counts that follow, chips, clear all."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.catalogue import (
    CARDS,
    SETTLED,
    close_filters,
    list_slugs,
    open_catalogue,
    open_facet,
    open_filters,
    read_query,
    tick,
)
from tests.browser.conftest import Visitor


def count_option(text: str) -> int:
    """Read the number at the end of an option."""
    return int("".join(filter(str.isdigit, text)))


def read_counts(page: Page) -> list[list[str]]:
    """Read the themes offered, each with its count."""
    page.locator(SETTLED).wait_for()
    counts: list[list[str]] = page.locator("[data-facette=theme] .options li").evaluate_all(
        "nodes => nodes.map(n => [n.querySelector('input').value,"
        " n.querySelector('.option-compte').textContent])"
    )
    return counts


def test_values_add_up_in_a_facet_and_narrow_across(visitor: Visitor) -> None:
    page = open_catalogue(visitor)
    open_filters(page)
    tick(page, "theme", "energie")
    expect(page.locator("[data-essaim=nombre]")).to_contain_text("initiative")
    one = len(list_slugs(page)) if not page.locator("dialog[open]").count() else None
    tick(page, "theme", "mobilite")
    tick(page, "statut", "en-activite")
    close_filters(page)
    slugs = list_slugs(page)
    assert "mine-de-soleil" in slugs
    assert "garage-solidaire-afeji" in slugs
    assert "centre-commercial-solidaire-de-hem" not in slugs
    assert one is None or len(slugs) > one
    assert read_query(page) == {"theme": ["energie,mobilite"], "statut": ["en-activite"]}


def test_counts_follow_the_other_facets(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    open_facet(page, "theme")
    before = read_counts(page)
    tick(page, "statut", "en-chantier")
    expect(page.locator("[data-essaim=jetons] button")).to_have_count(1)
    counts = read_counts(page)
    assert counts != before
    assert len(counts) > 1
    for code, count in counts:
        box = page.locator(f"[data-facette=theme] input[value='{code}']")
        box.check()
        expect(page.locator(CARDS)).to_have_count(count_option(count))
        box.uncheck()


def test_a_count_says_what_a_click_gives(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    facet = open_facet(page, "type")
    option = facet.locator("li", has=page.locator('[value="garage-solidaire"]'))
    wanted = count_option(option.locator(".option-compte").inner_text())
    option.locator("input").check()
    expect(page.locator(CARDS)).to_have_count(wanted)


def test_chips_tell_and_take_away(visitor: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(visitor, "?theme=mobilite&statut=en-activite")
    chips = page.locator("[data-essaim=jetons] button")
    expect(chips).to_have_count(2)
    page.get_by_role("button", name="Retirer le filtre\u00a0: Mobilité").click()
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    chips.first.click()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.locator("[data-essaim=nombre]")).to_be_focused()
    assert read_query(page) == {}


def test_clear_all(desktop: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(desktop, "?theme=mobilite&q=garage")
    page.locator(".filtres [data-essaim=tout-effacer]").click()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.get_by_role("searchbox").first).to_have_value("")
    expect(page.locator("[data-essaim=nombre]")).to_be_focused()


def test_territories_open_from_the_top(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    facet = open_facet(page, "territoire")
    expect(facet.locator("input[value='departement:62']")).to_have_count(0)
    tick(page, "territoire", "region:32")
    tick(page, "territoire", "departement:62")
    expect(facet.locator("input[value^='epci:']").first).to_be_visible()
    # The part narrows its whole, which stays marked above it.
    assert read_query(page) == {"departement": ["62"]}
    region = facet.locator("input[value='region:32']")
    expect(region).not_to_be_checked()
    assert region.evaluate("box => box.indeterminate")
    assert "centre-commercial-solidaire-de-hem" not in list_slugs(page)
    tick(page, "territoire", "departement:59")
    assert "centre-commercial-solidaire-de-hem" in list_slugs(page)


def test_a_long_facet_has_its_own_search(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    facet = open_facet(page, "territoire")
    facet.get_by_role("searchbox").fill("carvin")
    facet.locator("li", has_text="Carvin").filter(has_text="62215").locator("input").check()
    assert list_slugs(page) == ["piac-carvin"] or "piac" in list_slugs(page)[0]
    assert read_query(page) == {"commune": ["62215"]}
    facet.get_by_role("searchbox").fill("zzzz")
    expect(facet.locator(".facette-note")).to_be_visible()


def test_quartiers_by_relation(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    open_facet(page, "qpv")
    page.get_by_label("Dans le quartier").check()
    inside = list_slugs(page)
    assert "batiment-suzanne-lacore" in inside
    assert "garage-solidaire-afeji" not in inside
    page.get_by_label("Dessert le quartier").check()
    expect(page.locator("li[data-slug=garage-solidaire-afeji]")).to_be_visible()
    assert read_query(page) == {"relation": ["dans,dessert"]}


def test_the_drawer_gives_focus_back(visitor: Visitor) -> None:
    page = open_catalogue(visitor)
    opener = page.locator("[data-essaim=ouvrir-filtres]")
    if not opener.is_visible():
        expect(page.locator(".filtres")).to_be_visible()
        return
    opener.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Filtres")).to_be_hidden()
    expect(opener).to_be_focused()
    open_filters(page)
    tick(page, "theme", "mobilite")
    expect(page.locator("[data-essaim=voir-resultats]")).to_contain_text("Voir")
    close_filters(page)
    expect(page.locator("[data-essaim=nombre-filtres]")).to_have_text("1")


def test_a_box_keeps_its_focus_when_counts_change(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    box = open_facet(page, "theme").locator("input[value=mobilite]")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
