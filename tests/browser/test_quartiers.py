"""The contours of the quartiers, when the owner installed them: small maps, catalogue's map."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORTS, Visitor, welcome
from tests.browser.test_accessibility import find_violations
from tests.browser.test_map import tell
from tests.support.building import build_site, copy_demonstration
from tests.support.serving import serve_folder
from tests.support.territories import run_essaim

SQUARE = [[2.74, 50.44], [2.76, 50.44], [2.76, 50.46], [2.74, 50.46], [2.74, 50.44]]
"""Drawn by hand around the centre of Grenay: not the quartier's real contour."""
AROUND = [2.72, 50.43, 2.78, 50.47]
"""What a map looks at to see it whole."""


@pytest.fixture(scope="module")
def contours_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the demonstration with one hand-made contour installed."""
    folder = copy_demonstration(tmp_path_factory.mktemp("contours"))
    square = {
        "type": "Feature",
        "properties": {
            "code_qp": "QN06222M",
            "lib_qp": "Cité 5 - Cité 11",
            "insee_com": "62386",
            "lib_com": "Grenay",
            "insee_dep": "62",
            "siren_epci": "246200364",
        },
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    source = folder / "square.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [square]}), "utf-8")
    run_essaim(folder, "reference", "--qpv-file", source.name, "--millesime", "2024")
    # Not strictly: this list of one quartier knows none of those that the AFEJI serves.
    built = build_site(folder)
    assert built.returncode == 0, built.stdout + built.stderr
    with serve_folder(folder / "site") as address:
        yield address


@pytest.fixture(params=VIEWPORTS)
def installed(
    request: pytest.FixtureRequest, browser: Browser, contours_address: str
) -> Iterator[Visitor]:
    """Visit the site that has contours, on a phone, then on a desktop."""
    with welcome(browser, contours_address, **VIEWPORTS[request.param]) as visitor:
        yield visitor


def open_catalogue_map(visitor: Visitor) -> Page:
    """Open the catalogue on its map, and point it at nothing in particular."""
    page = visitor.visit("catalogue/?vue=carte")
    page.locator(".leaflet-marker-icon").first.wait_for()
    return page


def test_the_quartier_is_drawn_and_named(installed: Visitor, axe_source: str) -> None:
    page = installed.visit("initiatives/batiment-suzanne-lacore/")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.locator("#map_lieux .leaflet-overlay-pane path")).to_have_count(1)
    expect(page.locator(".quartiers")).to_contain_text("Cité 5 – Cité 11 (QN06222M)")
    expect(page.locator(".quartiers .relation").first).to_have_text("dans")
    expect(page.get_by_text("Contours 2024")).to_be_visible()
    assert find_violations(page, axe_source) == []


def test_without_contours_there_is_nothing_to_draw(desktop: Visitor) -> None:
    page = desktop.visit("initiatives/batiment-suzanne-lacore/")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.locator(".essaim-point")).to_have_count(1)
    expect(page.locator("#map_lieux .leaflet-overlay-pane path")).to_have_count(0)


def test_quartiers_are_a_layer_that_comes_when_near_enough(
    installed: Visitor, axe_source: str
) -> None:
    asked: list[str] = []
    installed.page.on("request", lambda request: asked.append(request.url))
    page = open_catalogue_map(installed)
    button = page.get_by_role("button", name="Quartiers prioritaires")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not any("contours" in url for url in asked)

    tell(page, zone=[-4, 43, 8, 51])
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Zoomez pour voir les quartiers")).to_be_visible()
    assert not any(url.endswith("/62.json") for url in asked)

    tell(page, rangs=[], zone=AROUND)
    shape = page.locator(".essaim-contour--couche")
    expect(shape).to_have_count(1)
    expect(page.get_by_text("Zoomez pour voir les quartiers")).to_be_hidden()
    shape.hover()
    expect(page.get_by_role("tooltip")).to_have_text("Cité 5 – Cité 11 (QN06222M)")
    shape.click()
    card = page.get_by_role("dialog", name="Cité 5 – Cité 11")
    expect(card).to_contain_text("Quartier prioritaire QN06222M")
    expect(card.get_by_role("link", name="Voir les initiatives de ce quartier")).to_be_focused()
    assert find_violations(page, axe_source) == []
    page.keyboard.press("Escape")

    button.click()
    expect(shape).to_have_count(0)
    button.click()
    expect(shape).to_have_count(1)
    assert sum(url.endswith("/62.json") for url in asked) == 1


def test_a_quartier_leads_to_its_initiatives(installed: Visitor) -> None:
    page = open_catalogue_map(installed)
    page.get_by_role("button", name="Quartiers prioritaires").click()
    tell(page, rangs=[], zone=AROUND)
    page.locator(".essaim-contour--couche").click()
    page.get_by_role("link", name="Voir les initiatives de ce quartier").click()
    page.wait_for_url("**/catalogue/?qpv=QN06222M")


def test_lost_contours_are_told_calmly(installed: Visitor) -> None:
    installed.page.route("**/contours/62.json", lambda route: route.fulfill(body='{"quarti'))
    page = open_catalogue_map(installed)
    button = page.get_by_role("button", name="Quartiers prioritaires")
    button.click()
    tell(page, rangs=[], zone=AROUND)
    expect(
        page.get_by_text("Les contours des quartiers n’ont pas pu être chargés.")
    ).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.unroute_all()
    button.click()
    expect(page.locator(".essaim-contour--couche")).to_have_count(1)


def test_without_contours_there_is_no_layer(visitor: Visitor) -> None:
    page = open_catalogue_map(visitor)
    expect(page.get_by_role("button", name="Plein écran")).to_be_visible()
    expect(page.get_by_role("button", name="Quartiers prioritaires")).to_have_count(0)
