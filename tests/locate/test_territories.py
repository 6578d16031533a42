"""Places held against hand-made contours, rule by rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from essaim.locate.contours import ContoursError, parse_contours, read_installed
from essaim.locate.model import LienQpv, Relation
from essaim.locate.quartiers import update_communes
from essaim.locate.reference import Reference
from essaim.locate.territories import Quartiers, load_quartiers, repair_contours
from tests.locate.squares import FILE, load_squares, make_place, read_squares

EAST, HOLED, PARTS, BOW_TIE, FLAT = (f"QN0629{n}M" for n in range(1, 6))
CORSICA, OCEAN = "QN02A91M", "QN97491I"
METRES = 111_195.0
"""In a degree of latitude, near enough to place a point."""


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Quartiers:
    return load_squares(tmp_path_factory.mktemp("squares"))


def tell(links: tuple[LienQpv, ...]) -> list[tuple[str, str, int | None]]:
    return [(link.code, link.relation.value, link.distance) for link in links]


@pytest.mark.parametrize("precision", ["declaree", "numero", "rue", "lieu-dit"])
def test_a_point_inside_is_dans(squares: Quartiers, precision: str) -> None:
    (link,) = squares.relate(*make_place(50.405, 2.805, precision))
    assert link == LienQpv(EAST, "Carré – L’Est", Relation.DANS, 0, "2024")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(50.40, 2.805), (50.405, 2.81), (50.40, 2.80), (50.41, 2.81), (50.399995, 2.805)],
    ids=["south side", "east side", "south-west corner", "north-east corner", "half a metre off"],
)
def test_a_point_on_the_edge_is_dans(squares: Quartiers, latitude: float, longitude: float) -> None:
    assert tell(squares.relate(*make_place(latitude, longitude))) == [(EAST, "dans", 0)]


def test_a_point_near_has_its_distance_in_metres(squares: Quartiers) -> None:
    # 0.001° of longitude at 50.405° N on the ellipsoid: 71.1 m, and not 111.
    assert tell(squares.relate(*make_place(50.405, 2.811))) == [(EAST, "proche", 71)]
    assert tell(squares.relate(*make_place(50.399, 2.805))) == [(EAST, "proche", 111)]


def test_a_point_far_is_tied_to_nothing(squares: Quartiers) -> None:
    assert squares.relate(*make_place(50.405, 2.8145)) == ()


@pytest.mark.parametrize(("near", "count"), [(70, 0), (72, 1)])
def test_how_near_is_an_option(tmp_path: Path, near: float, count: int) -> None:
    load_squares(tmp_path)
    quartiers = load_quartiers(tmp_path, near=near)
    assert quartiers
    assert len(quartiers.relate(*make_place(50.405, 2.811))) == count


def test_a_hole_is_outside(squares: Quartiers) -> None:
    assert tell(squares.relate(*make_place(50.402, 2.832))) == [(HOLED, "dans", 0)]
    assert squares.relate(*make_place(50.410, 2.840)) == ()
    assert tell(squares.relate(*make_place(50.406, 2.840))) == [(HOLED, "proche", 111)]


@pytest.mark.parametrize(("latitude", "longitude"), [(50.405, 2.905), (50.425, 2.935)])
def test_every_part_counts(squares: Quartiers, latitude: float, longitude: float) -> None:
    assert tell(squares.relate(*make_place(latitude, longitude))) == [(PARTS, "dans", 0)]


def test_a_bow_tie_becomes_two_triangles(squares: Quartiers) -> None:
    for latitude, longitude in ((50.404, 3.009), (50.406, 3.001)):
        assert tell(squares.relate(*make_place(latitude, longitude))) == [(BOW_TIE, "dans", 0)]
    ((_, relation, distance),) = tell(squares.relate(*make_place(50.409, 3.005)))
    assert (relation, distance is not None and 180 < distance < 300) == ("proche", True)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"), [(41.925, 8.735, CORSICA), (-20.895, 55.455, OCEAN)]
)
def test_corsica_and_overseas(
    squares: Quartiers, latitude: float, longitude: float, code: str
) -> None:
    assert tell(squares.relate(*make_place(latitude, longitude))) == [(code, "dans", 0)]


def test_a_commune_gives_its_quartiers_to_be_settled(squares: Quartiers) -> None:
    place = make_place(50.405, 2.805, "commune", "62001")
    assert tell(squares.relate(*place)) == [(EAST, "commune", None), (HOLED, "commune", None)]
    shared = make_place(50.405, 2.805, "commune", "62002")
    assert tell(squares.relate(*shared)) == [(HOLED, "commune", None)]
    assert squares.relate(*make_place(50.405, 2.805, "commune", "62999")) == ()


def test_a_declared_quartier_settles_a_commune(squares: Quartiers) -> None:
    place = make_place(50.405, 2.805, "commune", "62001", [HOLED])
    assert tell(squares.relate(*place)) == [(HOLED, "dans", None)]


def test_the_point_of_a_quartier_is_in_that_one_alone(squares: Quartiers) -> None:
    # Inside another square: such a point is not an address.
    place = make_place(50.405, 2.805, "qpv", "62001", [HOLED])
    assert tell(squares.relate(*place)) == [(HOLED, "dans", None)]


def test_a_contradiction_keeps_the_declaration_and_its_distance(squares: Quartiers) -> None:
    near = make_place(50.405, 2.811, qpv=[EAST])
    assert tell(squares.relate(*near)) == [(EAST, "dans", 71)]
    elsewhere = make_place(50.402, 2.832, qpv=[EAST])
    assert tell(squares.relate(*elsewhere)) == [(HOLED, "dans", 0), (EAST, "dans", 1564)]


def test_a_declaration_far_away_is_measured_on_the_sphere(squares: Quartiers) -> None:
    ((_, _, distance),) = tell(squares.relate(*make_place(48.85, 2.35, qpv=[EAST])))
    assert distance == pytest.approx(175_300, rel=0.01)


def test_unknown_and_flat_quartiers_hold_nothing(squares: Quartiers) -> None:
    assert squares.relate(*make_place(50.5, 2.5, qpv=["QN99999M"])) == ()
    assert tell(squares.relate(*make_place(50.4, 3.1, qpv=[FLAT]))) == [(FLAT, "dans", None)]
    assert squares.representative_point(FLAT) is None


@pytest.mark.parametrize("code", [EAST, HOLED, PARTS, BOW_TIE, CORSICA, OCEAN])
def test_the_representative_point_is_inside(squares: Quartiers, code: str) -> None:
    point = squares.representative_point(code)
    assert point
    assert squares.measure(code, *point) == 0
    assert squares.representative_point("QN99999M") is None


def test_many_places_are_related_as_one_by_one(squares: Quartiers) -> None:
    places = [
        make_place(50.4 + step / 2000, 2.8 + step / 500, precision)
        for step in range(50)
        for precision in ("numero", "commune", "qpv")
    ]
    assert squares.relate_all(places) == [squares.relate(*place) for place in places]
    assert squares.relate_all([]) == []


def test_no_contours_no_quartiers(tmp_path: Path) -> None:
    assert load_quartiers(tmp_path) is None


def test_a_file_of_another_make_is_refused(tmp_path: Path) -> None:
    load_squares(tmp_path)
    path = tmp_path / "qpv-contours.geojson"
    path.write_text(path.read_text("utf-8").replace("lib_qp", "nom"), "utf-8")
    with pytest.raises(ContoursError, match=r"^ce n’est pas un GeoJSON lisible$"):
        load_quartiers(tmp_path)


def test_repairs_are_told_and_leave_the_sound_ones_alone() -> None:
    contours, _ = parse_contours(FILE.read_bytes())
    repair = repair_contours(contours)
    assert (repair.mended, repair.empty) == ((BOW_TIE, FLAT), (FLAT,))
    untouched = {one.code: one for one in repair.contours}
    assert all(untouched[one.code] == one for one in contours if one.code not in repair.mended)
    assert len(untouched[BOW_TIE].polygons) == 2


def test_a_hole_that_crosses_its_outline_is_mended() -> None:
    document = read_squares()
    document["features"] = document["features"][1:2]
    ring = document["features"][0]["geometry"]["coordinates"][1]
    for position in ring:
        position[0] += 0.012
    contours, _ = parse_contours(json.dumps(document).encode())
    repair = repair_contours(contours)
    assert repair.mended == (HOLED,)
    assert repair.empty == ()


def test_communes_of_another_year_become_those_of_today(reference: Reference) -> None:
    assert update_communes(("59355", "59350", "13203", "99999"), reference) == (
        "59350",
        "13055",
        "99999",
    )


def test_loading_gives_the_communes_of_today(tmp_path: Path, reference: Reference) -> None:
    document = read_squares()
    document["features"][0]["properties"]["insee_com"] = "59355"
    load_squares(tmp_path, json.dumps(document).encode())
    quartiers = load_quartiers(tmp_path, reference)
    assert quartiers
    assert quartiers.list_of_commune("59350") == (EAST,)
    assert read_installed(tmp_path)[1] == quartiers.millesime == "2024"
