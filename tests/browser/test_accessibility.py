"""axe-core on every kind of page, and the keyboard from end to end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.catalogue import READY, open_catalogue, open_facet, open_filters
from tests.browser.conftest import Visitor, is_phone

PAGES = {
    "home": "",
    "catalogue": "catalogue/",
    "catalogue-filtered": "catalogue/?q=garage&theme=mobilite&autour=62510&rayon=100",
    "catalogue-empty": "catalogue/?q=zzzzzz",
    "catalogue-notices": "catalogue/?theme=inconnu&q=sollaire",
    "embedded": "integrer/?theme=mobilite",
    "plain-list": "catalogue/liste/",
    "themes": "themes/",
    "theme": "themes/mobilite/",
    "leviers": "leviers/",
    "levier": "leviers/5/",
    "label": "label/euralens/",
    "glossary": "glossaire/",
    "site-map": "plan-du-site/",
    "initiative": "initiatives/garage-solidaire-du-hainaut/",
    "initiative-with-quartier": "initiatives/batiment-suzanne-lacore/",
    "territories": "territoires/",
    "territory": "territoires/epci/246200299/",
    "quartier": "territoires/qpv/QN06222M/",
    "observatory": "observatoire/",
    "which-quartier": "territoires/quel-quartier/",
    "text": "contribuer/",
    "legal": "mentions-legales/",
    "not-found": "404.html",
}


def find_violations(page: Page, axe_source: str) -> list[str]:
    """Run axe-core and say where each violation stands."""
    page.evaluate(axe_source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def load_maps(page: Page) -> None:
    """Bring the page's map into view and wait for its markers."""
    maps = page.locator(".essaim-carte .folium-map:visible")
    if maps.count():
        maps.first.scroll_into_view_if_needed()
        page.locator(".leaflet-container").first.wait_for()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visitor: Visitor, axe_source: str, name: str) -> None:
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page = visitor.visit(PAGES[name])
        if page.locator("[data-essaim=catalogue]").count():
            page.locator(READY).wait_for()
        load_maps(page)
        assert find_violations(page, axe_source) == [], scheme


def test_axe_finds_nothing_in_an_open_card(desktop: Visitor, axe_source: str) -> None:
    page = desktop.visit("catalogue/?q=hem")
    page.locator(".essaim-point").click()
    expect(page.locator(".essaim-popup")).to_be_visible()
    assert find_violations(page, axe_source) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_filters(visitor: Visitor, axe_source: str, scheme: str) -> None:
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = open_catalogue(visitor, "?theme=mobilite")
    open_filters(page)
    for facet in ("territoire", "qpv", "type"):
        open_facet(page, facet)
    page.locator("#autour").press_sequentially("lens")
    expect(page.locator("#autour-choix [role=option]").first).to_be_visible()
    assert find_violations(page, axe_source) == []


def test_axe_finds_nothing_in_the_folds_and_boxes(visitor: Visitor, axe_source: str) -> None:
    page = open_catalogue(visitor)
    page.locator(".volet", has_text="Télécharger").locator("summary").click()
    assert find_violations(page, axe_source) == []
    page.locator(".volet", has_text="Partager").locator("summary").click()
    page.get_by_role("button", name="Intégrer à un site").click()
    assert find_violations(page, axe_source) == []


def test_axe_finds_nothing_on_the_phones_map(visitor: Visitor, axe_source: str) -> None:
    page = open_catalogue(visitor, "?vue=carte")
    page.locator(".essaim-groupe, .essaim-point").first.wait_for()
    assert find_violations(page, axe_source) == []


def test_the_map_can_be_skipped(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    skip = page.get_by_role("link", name="Passer la carte")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#apres-carte")).to_be_focused()


def test_axe_finds_nothing_in_the_open_menu(visitor: Visitor, axe_source: str) -> None:
    page = visitor.visit()
    if is_phone(page):
        page.locator("[data-essaim=menu]").click()
    expect(page.get_by_role("navigation", name="Navigation principale")).to_be_visible()
    assert find_violations(page, axe_source) == []


def test_the_first_tab_skips_to_the_content(desktop: Visitor) -> None:
    page = desktop.visit("catalogue/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()


def test_the_list_comes_before_the_map(desktop: Visitor) -> None:
    page = desktop.visit("catalogue/")
    page.locator(".leaflet-container").wait_for()
    order = page.evaluate(
        "document.querySelector('[data-essaim=liste]')"
        ".compareDocumentPosition(document.querySelector('.leaflet-container'))"
    )
    assert order & 4  # Node.DOCUMENT_POSITION_FOLLOWING


def test_focus_is_always_visible(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=hem")
    expect(page.locator(".essaim-point")).to_have_count(1)
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node || node === document.body) return true;
              const marks = ({outlineStyle, outlineWidth}) =>
                outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
              // A card's link covers the card: the card, or the cover, wears the outline.
              return [[node], [node, "::after"], [node.closest("li") ?? node]]
                .some((which) => marks(getComputedStyle(...which)));
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
