"""The site's search box: written pages by Material's index, initiatives by the catalogue's data."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

BOX = "[data-md-component=search]"


def test_initiatives_are_found_from_any_page(visitor: Visitor) -> None:
    page = visitor.visit("contribuer/")
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("textbox", name="Rechercher dans le site").fill("garage haina")
    found = page.locator("[data-essaim=recherche-initiatives] a")
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text(["Garage", "Hainaut"])
    found.click()
    expect(page).to_have_url(f"{visitor.address}/initiatives/garage-solidaire-du-hainaut/")


def test_written_pages_are_still_found(desktop: Visitor) -> None:
    page = desktop.visit()
    page.get_by_role("button", name="Rechercher").click()
    # Material listens to keys.
    page.get_by_role("textbox", name="Rechercher dans le site").press_sequentially("mentions")
    expect(page.locator(".md-search-result__list a").first).to_be_visible()


def test_everything_found_is_one_click_away(desktop: Visitor) -> None:
    page = desktop.visit("themes/")
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("textbox", name="Rechercher dans le site").fill("lens")
    page.locator("[data-essaim=recherche-catalogue]").click()
    expect(page).to_have_url(f"{desktop.address}/catalogue/?q=lens")


def test_the_index_does_not_grow_with_the_catalogue(desktop: Visitor) -> None:
    index = json.loads(
        desktop.page.request.get(f"{desktop.address}/search/search_index.json").text()
    )
    assert not [entry for entry in index["docs"] if entry["location"].startswith("initiatives/")]


def test_lost_data_leave_the_way_to_the_catalogue(desktop: Visitor) -> None:
    desktop.page.route("**/donnees/catalogue.json*", lambda route: route.fulfill(status=500))
    page = desktop.visit("contribuer/")
    # The browser itself reports the failed request.
    with page.expect_console_message(lambda message: "500" in message.text):
        page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("textbox", name="Rechercher dans le site").fill("garage")
    expect(page.locator("[data-essaim=recherche-catalogue]")).to_be_visible()
    expect(page.locator("[data-essaim=recherche-initiatives]")).to_be_hidden()
    desktop.errors.clear()
