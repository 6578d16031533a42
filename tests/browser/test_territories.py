"""Territories in a browser: what axe-core says, what is downloaded, what comes out on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORTS, Visitor, welcome
from tests.browser.test_accessibility import find_violations, load_maps
from tests.support.serving import serve_folder
from tests.support.territories import publish_country

PAGES = {
    "quartier": "territoires/qpv/QN00191M/",
    "to-be-specified": "territoires/qpv/QN00193M/",
    "empty": "territoires/qpv/QN00194M/",
    "commune": "territoires/commune/01053/",
    "observatory": "observatoire/",
    "index": "territoires/",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_folder(publish_country(tmp_path_factory.mktemp("pays"))) as served:
        yield served


@pytest.fixture(params=VIEWPORTS)
def guest(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    with welcome(browser, address, accept_downloads=True, **VIEWPORTS[request.param]) as visitor:
        yield visitor


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Visitor]:
    with welcome(browser, address, accept_downloads=True, **VIEWPORTS["desktop"]) as visitor:
        yield visitor


def open_everything(page: Page) -> None:
    """Open what is folded, which axe-core would not see."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(guest: Visitor, axe_source: str, name: str, scheme: str) -> None:
    guest.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = guest.visit(PAGES[name])
    open_everything(page)
    load_maps(page)
    assert find_violations(page, axe_source) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(guest: Visitor, name: str) -> None:
    page = guest.visit(PAGES[name])
    open_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_map_draws_the_quartier_and_its_neighbours(reader: Visitor) -> None:
    page = reader.visit(PAGES["quartier"])
    load_maps(page)
    expect(page.locator(".essaim-contour--dans")).to_have_count(1)
    expect(page.locator(".essaim-contour--voisin")).to_have_count(3)


def test_the_files_are_downloaded_under_their_territory(reader: Visitor, tmp_path: Path) -> None:
    page = reader.visit(PAGES["commune"])
    for name, extension, start in (
        ("Tableau CSV", "csv", b"\xef\xbb\xbftitre;"),
        ("Classeur Excel", "xlsx", b"PK"),
        ("Carte GeoJSON", "geojson", b'{"type":"FeatureCollection"'),
    ):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        assert waiting.value.suggested_filename == f"initiatives-commune-01053.{extension}"
        target = tmp_path / extension
        waiting.value.save_as(target)
        assert target.read_bytes().startswith(start)


def test_the_tree_goes_down_to_the_quartier(reader: Visitor) -> None:
    page = reader.visit("territoires/")
    for name in ("Ain", "Communauté d’agglomération du Bassin", "Bourg-en-Bresse"):
        page.locator("summary").filter(has_text=re.compile(f"^{name}")).first.click()
    page.get_by_role("link", name="Le Pré").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Pré")


def test_the_sheet_of_a_quartier_is_one_page_of_paper(reader: Visitor) -> None:
    page = reader.visit(PAGES["quartier"])
    page.emulate_media(media="print")
    expect(page.get_by_text("Fiche de territoire · Pays d’essai")).to_be_visible()
    expect(page.get_by_role("heading", name="Dans le quartier")).to_be_visible()
    expect(page.get_by_text("contours QPV 2024")).to_be_visible()
    for hidden in (".entete", ".pied", ".fil", ".emporter", ".territoire-carte", ".rang-resume"):
        expect(page.locator(hidden).first).to_be_hidden()
    content = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", content)
