"""The contours of the quartiers on the small map, when the owner installed them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORTS, Visitor, open_visitor
from tests.browser.test_accessibility import find_violations
from tests.support.building import build_site, copy_demonstration
from tests.support.serving import serve_folder

SQUARE = [[2.74, 50.44], [2.76, 50.44], [2.76, 50.46], [2.74, 50.46], [2.74, 50.44]]
"""Drawn by hand around the centre of Grenay: not the quartier's real contour."""


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
    essaim = Path(sys.executable).with_name("essaim")
    subprocess.run(
        [essaim, "reference", "--qpv-file", source, "--millesime", "2024"],
        cwd=folder,
        check=True,
    )
    # Not strictly: this list of one quartier knows none of those that the AFEJI serves.
    built = build_site(folder)
    assert built.returncode == 0, built.stdout + built.stderr
    with serve_folder(folder / "site") as address:
        yield address


@pytest.fixture(params=VIEWPORTS)
def page(request: pytest.FixtureRequest, browser: Browser, contours_address: str) -> Iterator[Page]:
    visitor, context = open_visitor(browser, contours_address, **VIEWPORTS[request.param])
    yield visitor.visit("initiatives/batiment-suzanne-lacore/")
    context.close()
    assert visitor.strangers == []
    assert visitor.errors == []


def test_the_quartier_is_drawn_and_named(page: Page, axe_source: str) -> None:
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
