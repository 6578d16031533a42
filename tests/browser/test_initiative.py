"""An initiative's page."""

from __future__ import annotations

import gzip

from playwright.sync_api import Request, expect

from tests.browser.conftest import Visitor


def test_the_story_comes_with_its_facts_and_map(visitor: Visitor) -> None:
    page = visitor.visit("initiatives/mine-de-soleil/")
    expect(page.locator("h1")).to_have_text("Mine de Soleil")
    expect(page.locator(".chiffres strong").nth(1)).to_have_text("2\u202f500")
    expect(page.locator(".lieux .precision")).to_contain_text("position approximative")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.locator(".essaim-point--flou")).to_have_count(1)


def test_two_places_are_two_markers(visitor: Visitor) -> None:
    page = visitor.visit("initiatives/garage-solidaire-du-hainaut/")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.locator(".essaim-point")).to_have_count(2)


def test_the_breadcrumb_leads_back_to_the_catalogue(visitor: Visitor) -> None:
    page = visitor.visit("initiatives/tech3e/")
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="initiatives").or_(
        page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="catalogue")
    ).first.click()
    expect(page).to_have_url(f"{visitor.address}/catalogue/")


def test_related_initiatives_can_be_reached(visitor: Visitor) -> None:
    page = visitor.visit("initiatives/garage-solidaire-afeji/")
    page.locator(".voisines").get_by_role("link", name="Hainaut").click()
    expect(page).to_have_url(f"{visitor.address}/initiatives/garage-solidaire-du-hainaut/")


def test_controls_of_the_map_speak_french(desktop: Visitor) -> None:
    page = desktop.visit("initiatives/tech3e/")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Zoom avant")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom arrière")).to_be_visible()


def test_printing_keeps_the_story_and_drops_the_furniture(desktop: Visitor) -> None:
    page = desktop.visit("initiatives/mine-de-soleil/")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".recit")).to_be_visible()
    expect(page.locator(".entete .menu")).to_be_hidden()
    expect(page.locator("[data-essaim=imprimer]")).to_be_hidden()


def test_the_dark_scheme_can_be_chosen_and_is_kept(desktop: Visitor) -> None:
    page = desktop.visit("initiatives/mine-de-soleil/")
    page.get_by_title("Passer en mode sombre").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_an_initiative_is_light(desktop: Visitor) -> None:
    """Under 250 kB without photos nor tiles (product.md); files are counted as gzip would."""
    weights: list[int] = []

    def weigh(request: Request) -> None:
        response = request.response()
        if response and "data.geopf.fr" not in response.url:
            weights.append(len(gzip.compress(response.body())))

    desktop.page.on("requestfinished", weigh)
    page = desktop.visit("initiatives/mine-de-soleil/")
    expect(page.locator(".essaim-point")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert 0 < sum(weights) < 250_000
