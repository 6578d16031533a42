"""The spatial join: 10,000 places against the contours, beside a plain query of the same points."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import shapely

from essaim.collect.model import Lieu
from essaim.locate.contours import parse_contours
from essaim.locate.model import Situation
from essaim.locate.territories import Quartiers
from tests.locate.squares import find_official, load_squares, make_place

PLACES = 10_000
TURNS = 5
AROUND = 0.005
"""Degrees around the box of a quartier: half of the places are near one."""


def bench_join() -> None:
    """Print the time of the whole join, with distances, and its ratio to a plain STRtree query."""
    path = find_official()
    if path is None:
        print("join: skipped, the official contours are not here (see reference/SOURCES.md)")
        return
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as folder:
        content = path.read_bytes()
        count = len(parse_contours(content)[0])
        quartiers = load_squares(Path(folder), content)
    places = pick_places(quartiers, random.Random(10))
    points = shapely.points([(place.longitude, place.latitude) for _, place in places])
    tree = quartiers._tree
    plain = time_call(lambda: tree.query(points, predicate="intersects"))
    whole = time_call(lambda: quartiers.relate_all(places))
    single = time_call(lambda: [quartiers.relate(*place) for place in places[:500]]) / 500
    found = Counter(link.relation.value for links in quartiers.relate_all(places) for link in links)
    print(f"join: {len(places)} places against {count} contours, with distances: {whole:.3f} s")
    print(f"      plain STRtree query of the same points: {plain:.4f} s, ratio {whole / plain:.0f}")
    print(f"      one place alone: {single * 1000:.2f} ms; found: {dict(found)}")


def pick_places(quartiers: Quartiers, chance: random.Random) -> list[tuple[Lieu, Situation]]:
    """Put places in and around quartiers at random."""
    boxes = [box for box in shapely.bounds(quartiers._shapes).tolist() if box[0] == box[0]]
    places = []
    for _ in range(PLACES):
        west, south, east, north = chance.choice(boxes)
        latitude = chance.uniform(south - AROUND, north + AROUND)
        longitude = chance.uniform(west - AROUND, east + AROUND)
        places.append(make_place(round(latitude, 5), round(longitude, 5)))
    return places


def time_call(call: Callable[[], object]) -> float:
    """Return the median seconds of some turns, after one for warming up."""
    call()
    seconds = []
    for _ in range(TURNS):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)
