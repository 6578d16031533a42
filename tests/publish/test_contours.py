"""The contours on an initiative's small map."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from essaim.locate.contours import CONTOURS_FILE, format_contours, parse_contours
from essaim.locate.model import LienQpv, Relation
from essaim.publish.contours import lighten_polygons, list_contours
from essaim.publish.links import PageLinks
from essaim.publish.maps import FoliumMaps
from essaim.publish.rendering import make_environment
from essaim.publish.tiles import PLAN_IGN
from tests.locate.squares import FILE
from tests.publish.catalogues import make_catalogue, make_initiative, make_situation

LINKS = PageLinks(base="../..", canonical=None, edit_url=None)
INSIDE = LienQpv("QN06291M", "Carré", Relation.DANS, 0, "2024")
SERVED = LienQpv("QN06293M", "Deux morceaux", Relation.DESSERT, None, "2024")
LOCATED = replace(
    make_initiative(
        lieux=[{"commune": "Liévin"}],
        situations=(make_situation(qpv=(INSIDE,)),),
    ),
    dessert=(SERVED, replace(INSIDE, relation=Relation.DESSERT)),
)


def make_maps(folder: Path | None) -> FoliumMaps:
    return FoliumMaps(make_catalogue(LOCATED), PLAN_IGN, make_environment(), folder)


def install(folder: Path) -> Path:
    contours, _ = parse_contours(FILE.read_bytes())
    (folder / CONTOURS_FILE).write_text(format_contours(contours, "2024"), "utf-8")
    return folder


def test_a_page_draws_the_quartiers_it_names(tmp_path: Path) -> None:
    page = make_maps(install(tmp_path)).write_place_map(LOCATED, LINKS)
    call = re.search(r"essaim\.addContours\(map_lieux, (\[.*?\])\);", page)
    assert call
    drawn = json.loads(call[1])
    assert [(one["code"], one["nom"], one["relation"]) for one in drawn] == [
        ("QN06291M", "Carré", "dans"),
        ("QN06293M", "Deux morceaux", "dessert"),
    ]
    assert drawn[0]["coordinates"][0][0][0] == [2.8, 50.4]
    assert page.index("addContours") < page.index("addInitiatives")


def test_a_page_without_contours_is_as_before(tmp_path: Path) -> None:
    page = make_maps(tmp_path).write_place_map(LOCATED, LINKS)
    assert page == make_maps(None).write_place_map(LOCATED, LINKS)
    assert "addContours" not in page
    assert "addInitiatives" in page


def test_an_itinerant_initiative_shows_the_quartiers_it_serves(tmp_path: Path) -> None:
    travelling = replace(make_initiative(), dessert=(SERVED,))
    maps = FoliumMaps(make_catalogue(travelling), PLAN_IGN, make_environment(), install(tmp_path))
    page = maps.write_place_map(travelling, LINKS)
    assert '"points": []' in page
    assert "QN06293M" in page
    assert make_maps(None).write_place_map(travelling, LINKS) == ""


def test_names_never_become_markup(tmp_path: Path) -> None:
    nasty = replace(INSIDE, nom="</script><b>")
    located = replace(LOCATED, dessert=(nasty,), lieux=())
    maps = FoliumMaps(make_catalogue(located), PLAN_IGN, make_environment(), install(tmp_path))
    assert "</script><b>" not in maps.write_place_map(located, LINKS)


def test_positions_are_rounded_to_a_metre_and_told_once() -> None:
    ring = [[2.000001, 50], [2.000002, 50], [2.1, 50], [2.1, 50.1], [2.000001, 50]]
    assert lighten_polygons([[ring, [[0, 0], [0, 0], [0, 0], [0, 0]]]]) == [
        [[[2.0, 50], [2.1, 50], [2.1, 50.1], [2.0, 50]]]
    ]


def test_a_quartier_without_contour_is_left_out() -> None:
    assert list_contours(LOCATED, {"QN06291M": []}) == []
