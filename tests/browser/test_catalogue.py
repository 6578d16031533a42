"""The catalogue: a list, a filter and a map in step."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

MARKERS = ".essaim-point"
CARDS = "li[data-slug]:visible"


def show_map(page: Page) -> None:
    """On a phone the map is behind a button; on a desktop it is beside the list."""
    button = page.locator("[data-essaim=bascule]")
    if button.is_visible():
        button.click()
    page.locator(".leaflet-container").wait_for()


def test_every_initiative_is_listed(visitor: Visitor, slugs: list[str]) -> None:
    page = visitor.visit("catalogue/")
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.get_by_role("heading", name=f"{len(slugs)} initiatives")).to_be_visible()


def test_typing_filters_the_list_folding_accents(visitor: Visitor) -> None:
    page = visitor.visit("catalogue/")
    field = page.get_by_role("searchbox")
    field.fill("ENERGIE solai")
    expect(page.locator(CARDS)).to_have_count(1)
    expect(page.locator(CARDS)).to_contain_text("Mine de Soleil")
    expect(page.get_by_role("status").first).to_have_text("1 initiative")
    assert "q=ENERGIE+solai" in page.url


def test_the_address_keeps_the_search(visitor: Visitor) -> None:
    page = visitor.visit("catalogue/?q=courrieres")
    expect(page.get_by_role("searchbox")).to_have_value("courrieres")
    expect(page.locator(CARDS)).to_have_count(1)


def test_nothing_found_offers_a_way_on(visitor: Visitor, slugs: list[str]) -> None:
    page = visitor.visit("catalogue/?q=zzzz")
    expect(page.locator(CARDS)).to_have_count(0)
    page.get_by_role("button", name="Revoir toutes les initiatives").click()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_html_in_the_query_stays_text(visitor: Visitor) -> None:
    page = visitor.visit("catalogue/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator(CARDS)).to_have_count(0)


def test_the_map_follows_the_filter(visitor: Visitor) -> None:
    page = visitor.visit("catalogue/")
    page.get_by_role("searchbox").fill("garage hainaut")
    show_map(page)
    expect(page.locator(MARKERS)).to_have_count(2)
    for place in ("Antenne de Denain, Denain", "Antenne d’Anzin, Anzin"):
        name = f"Le Garage solidaire du Hainaut, {place}"
        expect(page.locator(f'{MARKERS}[aria-label="{name}"]')).to_have_count(1)


def test_pointing_at_a_card_shows_it_on_the_map(desktop: Visitor) -> None:
    page = desktop.visit("catalogue/")
    page.get_by_role("searchbox").fill("hem")
    expect(page.locator(MARKERS)).to_have_count(1)
    page.locator("li[data-slug=centre-commercial-solidaire-de-hem]").hover()
    expect(page.locator(f"{MARKERS}.essaim-vise")).to_have_count(1)


def test_a_marker_opens_a_card_with_the_keyboard_and_marks_the_list(desktop: Visitor) -> None:
    page = desktop.visit("catalogue/")
    page.get_by_role("searchbox").fill("hem")
    marker = page.locator(MARKERS)
    expect(marker).to_have_count(1)
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".essaim-popup")
    expect(popup).to_contain_text("Hem")
    expect(popup).to_contain_text("approximative")
    expect(page.locator(".fiche--choisie")).to_have_count(1)
    popup.get_by_role("link").click()
    expect(page).to_have_url(f"{desktop.address}/initiatives/centre-commercial-solidaire-de-hem/")


def test_clusters_open(desktop: Visitor) -> None:
    page = desktop.visit("catalogue/")
    cluster = page.locator(".essaim-groupe").first
    before = page.locator(MARKERS).count()
    cluster.click()
    page.wait_for_function(
        "([selector, before]) => document.querySelectorAll(selector).length !== before"
        " || !document.querySelector('.essaim-groupe')",
        arg=[MARKERS, before],
    )
    expect(page.locator(MARKERS).first).to_be_visible()


def test_lost_map_data_leaves_the_list(desktop: Visitor, slugs: list[str]) -> None:
    desktop.page.route("**/donnees/carte.json", lambda route: route.fulfill(status=500))
    page = desktop.visit("catalogue/")
    expect(page.get_by_text("La carte n’a pas pu être chargée")).to_be_visible()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    # The browser itself reports the failed request.
    desktop.errors.clear()


def test_cut_map_data_leaves_the_list(desktop: Visitor, slugs: list[str]) -> None:
    desktop.page.route("**/donnees/carte.json", lambda route: route.fulfill(body='{"points":[{'))
    page = desktop.visit("catalogue/")
    expect(page.get_by_text("La carte n’a pas pu être chargée")).to_be_visible()
    expect(page.locator(CARDS)).to_have_count(len(slugs))


def test_without_tiles_the_points_stay(desktop: Visitor) -> None:
    desktop.page.route("https://data.geopf.fr/**", lambda route: route.abort())
    page = desktop.visit("catalogue/?q=hem")
    expect(page.locator(MARKERS)).to_have_count(1)
    # The browser reports the tiles it could not get, now and until the page is left.
    page.goto("about:blank")
    assert all("ERR_FAILED" in error for error in desktop.errors)
    desktop.errors.clear()


def test_map_data_is_fetched_once(desktop: Visitor) -> None:
    fetched: list[str] = []
    desktop.page.on("request", lambda request: fetched.append(request.url))
    page = desktop.visit("catalogue/")
    page.locator(".leaflet-container").wait_for()
    page.get_by_role("searchbox").fill("lens")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".essaim-groupe").first).to_be_visible()
    assert sum(url.endswith("carte.json") for url in fetched) == 1
    assert json.dumps(fetched).count("initiatives/") == 0
