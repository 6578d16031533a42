from __future__ import annotations

import json
import time
from xml.etree import ElementTree

import pytest

from essaim.collect.model import Niveau
from essaim.publish.links import PageLinks
from essaim.publish.rendering import Renderer, make_environment
from essaim.publish.territoires.atlas import build_atlas
from essaim.publish.territoires.downloads import Downloads
from essaim.publish.territoires.nearest import Measurer
from essaim.publish.territoires.rendering import TerritoryRenderer
from essaim.publish.territoires.workbooks import WorkbookWriter
from tests.publish.catalogues import make_catalogue
from tests.publish.territoires.makers import make_itinerant, make_settled

ATOM = "{http://www.w3.org/2005/Atom}"


class NoMap:
    def write_territory_map(self, points: object, contours: object) -> str:
        return ""


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = ["", ""]
    first, second = (WorkbookWriter(make_environment(), "2024") for _ in range(2))
    assert first.write_workbook(rows) == second.write_workbook(rows)


def test_a_workbook_holds_what_xml_cannot() -> None:
    writer = WorkbookWriter(make_environment())
    cells = writer.write_cells(["a\x00b<&>\x1ac", 3, None, ""])
    assert "ab&lt;&amp;&gt;c" in cells
    assert cells.count("</c>") == 2


def write_files(site_url: str) -> dict[str, bytes]:
    catalogue = make_catalogue(
        make_settled("velo", depuis="2020-05"), make_itinerant("bus", verifie_le="2024-01-02")
    )
    atlas = build_atlas(catalogue)
    return dict(Downloads(catalogue, atlas, make_environment(), site_url, "Essai").list_files())


def test_every_territory_has_its_four_files() -> None:
    files = write_files("")
    assert len(files) == 4 * 4
    assert {path.rsplit("/", 1)[1] for path in files} == {
        "initiatives.csv",
        "initiatives.xlsx",
        "initiatives.geojson",
        "feed.xml",
    }


def test_without_a_site_address_files_point_from_where_they_stand() -> None:
    files = write_files("")
    feed = ElementTree.fromstring(files["territoires/commune/62498/feed.xml"])
    assert feed.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    entry = feed.findall(f"{ATOM}entry")[1]
    assert entry.findtext(f"{ATOM}updated") == "2020-05-01T00:00:00Z"
    assert entry.find(f"{ATOM}link").get("href") == "../../../initiatives/velo/"  # type: ignore[union-attr]
    collection = json.loads(files["territoires/commune/62498/initiatives.geojson"])
    assert collection["features"][0]["properties"]["adresse_page"] == "initiatives/velo/"


def test_an_itinerant_one_says_so_and_has_no_point() -> None:
    collection = json.loads(write_files("")["territoires/commune/62498/initiatives.geojson"])
    velo, bus = collection["features"]
    assert velo["geometry"]["coordinates"] == [2.77, 50.42]
    assert (bus["geometry"], bus["properties"]["relation"]) == (None, "itinérante")


@pytest.mark.bench
def test_measure_workbooks() -> None:
    writer = WorkbookWriter(make_environment())
    rows = [writer.write_cells(["mot"] * 22)] * 20
    since = time.perf_counter()
    for _ in range(100):
        writer.write_workbook(rows)
    print(f"workbook of 20 rows: {(time.perf_counter() - since) * 10:.2f} ms")


def render(canonical: str | None, pages: frozenset[str]) -> str:
    catalogue = make_catalogue(make_settled("velo"))
    atlas = build_atlas(catalogue)
    tools = Renderer(catalogue).tools
    tools.environment.globals["pages"] = pages
    renderer = TerritoryRenderer(
        catalogue, atlas, Measurer(catalogue, atlas), tools, NoMap(), site_name="Essai"
    )
    territory = atlas.territories[Niveau.EPCI, "246200364"]
    return renderer.render_territory(territory, PageLinks("../../..", canonical))


def test_the_code_to_embed_needs_an_address_and_a_page() -> None:
    address = "https://essai.fr/sous/territoires/epci/246200364/"
    pages = frozenset({"integrer/index.md"})
    told = "https://essai.fr/sous/integrer/?epci=246200364"
    assert told in render(address, pages)
    assert "/integrer/" not in render(None, pages)
    assert "/integrer/" not in render(address, frozenset())
