"""« Autour de »: a commune from our own files, an address, a position."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect

from tests.browser.catalogue import (
    CARDS,
    close_filters,
    list_slugs,
    open_catalogue,
    open_filters,
    read_query,
)
from tests.browser.conftest import Visitor

SERVICE = "https://data.geopf.fr/geocodage/search**"


def type_place(page: Page, text: str) -> None:
    """Write in the field as a reader would."""
    open_filters(page)
    page.locator("#autour").press_sequentially(text)


def test_a_commune_sorts_by_distance(visitor: Visitor) -> None:
    page = open_catalogue(visitor)
    type_place(page, "lievin")
    page.get_by_role("option", name="Liévin").first.click()
    expect(page.get_by_label("Dans un rayon de")).to_have_value("10")
    close_filters(page)
    query = read_query(page)
    assert query["autour"] == ["62510"]
    slugs = list_slugs(page)
    assert "centre-commercial-solidaire-de-hem" not in slugs
    assert slugs.index("cuisine-centrale-de-lievin") < slugs.index("foret-urbaine-de-lens")
    forest = page.locator("li[data-slug=foret-urbaine-de-lens] .fiche-distance")
    expect(forest).to_contain_text("km")
    expect(page.locator("[data-essaim=tri]")).to_have_value("distance")


def test_the_address_of_a_commune_is_enough(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?autour=62510&rayon=2")
    expect(page.locator("[data-essaim=jetons] button")).to_contain_text(["2\u00a0km de Liévin"])
    assert "cuisine-centrale-de-lievin" in list_slugs(page)
    assert "foret-urbaine-de-lens" not in list_slugs(page)
    page.get_by_label("Dans un rayon de").select_option("100")
    expect(page.locator("li[data-slug=centre-commercial-solidaire-de-hem]")).to_be_visible()


def test_the_keyboard_chooses_a_place(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    field = page.locator("#autour")
    field.press_sequentially("lievin")
    expect(page.get_by_role("option", name="Liévin")).to_be_visible()
    field.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Liévin")
    field.press("Enter")
    expect(page.locator("[data-essaim=jetons] button")).to_contain_text(["Liévin"])
    field.fill("")
    expect(page.locator("[data-essaim=jetons] button")).to_have_count(0)


def test_an_address_is_asked_only_on_demand(desktop: Visitor) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [3.1871, 50.6553]},
            "properties": {"label": "Rue de Beaumont 59510 Hem", "score": 0.9},
        }
        body = json.dumps({"type": "FeatureCollection", "features": [feature]})
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(body=body, content_type="application/json", headers=headers)

    desktop.page.route(SERVICE, answer)
    page = open_catalogue(desktop)
    type_place(page, "rue de Beaumont Hem")
    expect(page.get_by_role("option")).to_contain_text(["Chercher l’adresse"])
    assert asked == []
    page.get_by_role("option", name="Chercher l’adresse").click()
    page.get_by_role("option", name="Rue de Beaumont 59510 Hem").click()
    expect(page.locator(CARDS).first).to_have_attribute(
        "data-slug", "centre-commercial-solidaire-de-hem"
    )
    assert len(asked) == 1
    query = read_query(page)
    assert query["autour"] == ["50.6553,3.1871"]
    assert query["lieu"] == ["Rue de Beaumont 59510 Hem"]


def test_a_silent_address_service_is_told(desktop: Visitor) -> None:
    desktop.page.route(SERVICE, lambda route: route.abort())
    page = open_catalogue(desktop)
    type_place(page, "12 rue du test")
    page.get_by_role("option", name="Chercher l’adresse").click()
    expect(page.locator("[data-essaim=autour-avis]")).to_contain_text("ne répond pas")
    # The browser itself reports the failed request.
    desktop.errors.clear()


def test_a_damaged_answer_is_told(desktop: Visitor) -> None:
    headers = {"access-control-allow-origin": "*"}
    desktop.page.route(SERVICE, lambda route: route.fulfill(body='{"feat', headers=headers))
    page = open_catalogue(desktop)
    type_place(page, "12 rue du test")
    page.get_by_role("option", name="Chercher l’adresse").click()
    expect(page.locator("[data-essaim=autour-avis]")).to_contain_text("ne répond pas")


def test_my_position(desktop: Visitor) -> None:
    context = desktop.page.context
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 50.6553, "longitude": 3.1871})
    page = open_catalogue(desktop)
    page.get_by_role("button", name="Autour de ma position").click()
    expect(page.locator(CARDS).first).to_have_attribute(
        "data-slug", "centre-commercial-solidaire-de-hem"
    )
    expect(page.locator("[data-essaim=jetons] button")).to_contain_text(["ma position"])


def test_a_refused_position_is_told(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    page.get_by_role("button", name="Autour de ma position").click()
    expect(page.locator("[data-essaim=autour-avis]")).to_contain_text("n’est pas accessible")
