"""Random points against a slow computation that shares nothing with ours.

Inside: a ray cast through every ring. Distance: geodesics on the ellipsoid (Karney, by geopy) to
the nearest point of every side, found by halving. On hand-made squares always; on the official
contours when they are there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import pytest
from geopy.distance import geodesic

from essaim.locate.contours import parse_contours
from essaim.locate.distances import measure_distance
from essaim.locate.territories import NEAR, Quartiers, repair_contours
from tests.locate.squares import FILE, find_official, load_squares, make_place

COUNT = 200
OVERSEAS = ("QN97", "QN98")
MARGIN = 0.006
"""Degrees around a contour where a point may be near it: 300 m, as far north as Dunkerque."""


@dataclass(frozen=True)
class Truth:
    """The contours as the file gives them, but those that are not valid, and ours."""

    rings: dict[str, list[list[tuple[float, float]]]]
    boxes: dict[str, tuple[float, float, float, float]]
    communes: dict[str, list[str]]
    quartiers: Quartiers


def read_truth(path: Path, folder: Path) -> Truth:
    contours, _ = parse_contours(path.read_bytes())
    mended = set(repair_contours(contours).mended)
    rings: dict[str, list[list[tuple[float, float]]]] = {}
    communes: dict[str, list[str]] = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        code = feature["properties"]["code_qp"]
        for commune in feature["properties"]["insee_com"].split(", "):
            communes.setdefault(commune, []).append(code)
        if code not in mended:
            rings[code] = list(list_rings(feature["geometry"]))
    boxes = {}
    for code, outline in rings.items():
        xs, ys = zip(*(position for ring in outline for position in ring), strict=True)
        boxes[code] = (min(xs), min(ys), max(xs), max(ys))
    return Truth(rings, boxes, communes, load_squares(folder, path.read_bytes()))


def list_rings(geometry: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        for ring in polygon:
            yield [(float(x), float(y)) for x, y in ring]


@pytest.fixture(scope="module", params=["squares", "official"])
def truth(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Truth:
    path = FILE if request.param == "squares" else find_official()
    if path is None:
        pytest.skip("the official contours are not here: see reference/SOURCES.md")
    return read_truth(path, tmp_path_factory.mktemp("truth"))


def cast_ray(rings: list[list[tuple[float, float]]], longitude: float, latitude: float) -> bool:
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                inside ^= longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
    return inside


def measure_slowly(
    rings: list[list[tuple[float, float]]], longitude: float, latitude: float
) -> float:
    """Return the metres to the nearest side; sides that cannot be the nearest are skipped."""
    sides = []
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            ends = [measure_distance(latitude, longitude, y, x) for x, y in ((x1, y1), (x2, y2))]
            length = measure_distance(y1, x1, y2, x2)
            sides.append((max(0.0, (sum(ends) - length) / 2) * 0.99, (x1, y1, x2, y2)))
    best = float("inf")
    for bound, side in sorted(sides):
        if bound > best:
            break
        best = min(best, measure_side(side, longitude, latitude))
    return best


def measure_side(side: tuple[float, ...], longitude: float, latitude: float) -> float:
    x1, y1, x2, y2 = side

    def measure(share: float) -> float:
        point = (y1 + share * (y2 - y1), x1 + share * (x2 - x1))
        return float(geodesic((latitude, longitude), point).m)

    low, high = 0.0, 1.0
    for _ in range(40):
        third = (high - low) / 3
        if measure(low + third) < measure(high - third):
            high -= third
        else:
            low += third
    return measure((low + high) / 2)


def pick_codes(truth: Truth, seed: int) -> Iterator[tuple[str, random.Random]]:
    """Give quartiers at random, one in four overseas."""
    chance = random.Random(seed)
    overseas = [code for code in truth.rings if code.startswith(OVERSEAS)]
    mainland = [code for code in truth.rings if not code.startswith(OVERSEAS)]
    while True:
        yield chance.choice(overseas if chance.random() < 0.25 else mainland), chance


def pick_point(box: tuple[float, ...], margin: float, chance: random.Random) -> tuple[float, float]:
    west, south, east, north = box
    wide = margin / cos(radians(south))
    longitude = chance.uniform(west - wide, east + wide)
    return round(longitude, 5), round(chance.uniform(south - margin, north + margin), 5)


def list_truths(truth: Truth, longitude: float, latitude: float) -> dict[str, float]:
    """Return every valid quartier within reach, by brute force: code → metres, 0 inside."""
    found = {}
    for code, (west, south, east, north) in truth.boxes.items():
        wide = MARGIN / cos(radians(latitude))
        if not (west - wide <= longitude <= east + wide):
            continue
        if not (south - MARGIN <= latitude <= north + MARGIN):
            continue
        rings = truth.rings[code]
        inside = cast_ray(rings, longitude, latitude)
        found[code] = 0.0 if inside else measure_slowly(rings, longitude, latitude)
    return found


def check_point(truth: Truth, longitude: float, latitude: float) -> None:
    """Compare everything said of a point; what is within a metre of a limit may go either way."""
    ours = {
        link.code: link.distance
        for link in truth.quartiers.relate(*make_place(latitude, longitude))
        if link.code in truth.rings
    }
    theirs = list_truths(truth, longitude, latitude)
    for code in {*ours, *theirs}:
        metres = theirs[code]
        if abs(metres - NEAR) < 1 or 0 < metres < 1.5:
            continue
        assert (code in ours) is (metres <= NEAR), (code, longitude, latitude, metres)
        if code in ours:
            assert ours[code] == pytest.approx(metres, rel=0.001, abs=0.51)


def test_points_inside(truth: Truth) -> None:
    checked = 0
    for code, chance in pick_codes(truth, 1):
        longitude, latitude = pick_point(truth.boxes[code], 0, chance)
        if cast_ray(truth.rings[code], longitude, latitude):
            check_point(truth, longitude, latitude)
            checked += 1
        if checked == COUNT:
            break


def test_points_around(truth: Truth) -> None:
    checked = 0
    for code, chance in pick_codes(truth, 2):
        longitude, latitude = pick_point(truth.boxes[code], MARGIN / 2.5, chance)
        if not cast_ray(truth.rings[code], longitude, latitude):
            check_point(truth, longitude, latitude)
            checked += 1
        if checked == COUNT:
            break


def test_distances_up_to_two_kilometres(truth: Truth) -> None:
    for checked, (code, chance) in enumerate(pick_codes(truth, 3)):
        longitude, latitude = pick_point(truth.boxes[code], 0.018, chance)
        if cast_ray(truth.rings[code], longitude, latitude):
            continue
        ours = truth.quartiers.measure(code, latitude, longitude)
        theirs = measure_slowly(truth.rings[code], longitude, latitude)
        assert ours == pytest.approx(theirs, rel=0.001, abs=1.0)
        if checked > COUNT:
            break


def test_quartiers_of_communes(truth: Truth) -> None:
    chance = random.Random(4)
    for commune in chance.choices(sorted(truth.communes), k=COUNT):
        links = truth.quartiers.relate(*make_place(0.0, 0.0, "commune", commune))
        assert sorted(link.code for link in links) == sorted(truth.communes[commune])
        assert {(link.relation.value, link.distance) for link in links} == {("commune", None)}
