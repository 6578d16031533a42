"""Contours of every quartier, by département, for maps that show those around a place.

`donnees/contours/index.json` tells where to look; `donnees/contours/<departement>.json` holds the
polygons as whole numbers, each the difference with the one before. Written when the official
contours are installed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from essaim.locate.contours import CONTOURS_FILE, InstalledContour, read_installed
from essaim.publish.data import UNIT, write_json

FOLDER: Final = "donnees/contours/"
OVERSEAS: Final = ("97", "98")
LEAST_POSITIONS: Final = 3
"""Fewer bound no surface."""

Position = tuple[int, int]
"""Longitude and latitude, in `UNIT`ths of a degree."""
Ring = list[Position]


@dataclass(frozen=True, slots=True)
class Outline:
    """A quartier and its polygons: each its outer ring then its holes, the last position untold."""

    contour: InstalledContour
    polygons: tuple[tuple[Ring, ...], ...]


def write_contours(reference: Path) -> dict[str, str]:
    """Write the files of the contours installed in a reference, by address; none without any.

    ContoursError when the installed file is not one that we wrote.
    """
    if not (reference / CONTOURS_FILE).is_file():
        return {}
    installed, millesime = read_installed(reference)
    groups: defaultdict[str, list[Outline]] = defaultdict(list)
    for contour in sorted(installed, key=lambda one: one.code):
        if polygons := round_polygons(json.loads(contour.geometry)["coordinates"]):
            groups[find_departement(contour.communes[0])].append(Outline(contour, polygons))
    departements = {
        code: {"boite": measure_box(groups[code]), "nombre": len(groups[code])}
        for code in sorted(groups)
    }
    files: dict[str, Mapping[str, Any]] = {
        f"{FOLDER}index.json": {"millesime": millesime, "departements": departements}
    }
    for code in departements:
        quartiers = [_describe_outline(outline) for outline in groups[code]]
        files[f"{FOLDER}{code}.json"] = {"millesime": millesime, "quartiers": quartiers}
    return {address: write_json(content) for address, content in files.items()}


def find_departement(commune: str) -> str:
    """Return the code of the département that an INSEE code begins with."""
    return commune[: 3 if commune.startswith(OVERSEAS) else 2]


def round_polygons(polygons: Iterable[Any]) -> tuple[tuple[Ring, ...], ...]:
    """Round polygons of degrees to five decimals; rings left with no surface go."""
    rounded = (tuple(_round_rings(polygon)) for polygon in polygons)
    return tuple(rings for rings in rounded if rings)


def measure_box(outlines: Iterable[Outline]) -> list[float]:
    """Return west, south, east, north in degrees."""
    positions = [
        position for outline in outlines for outer, *_ in outline.polygons for position in outer
    ]
    longitudes, latitudes = zip(*positions, strict=True)
    corners = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return [corner / UNIT for corner in corners]


def write_ring(ring: Sequence[Position]) -> list[int]:
    """Write a ring as numbers: a longitude, a latitude, then the steps to the next position."""
    numbers: list[int] = []
    last_x = last_y = 0
    for x, y in ring:
        numbers += (x - last_x, y - last_y)
        last_x, last_y = x, y
    return numbers


def _round_rings(polygon: Iterable[Any]) -> Iterable[Ring]:
    outer, *holes = polygon
    first = _round_ring(outer)
    if len(first) < LEAST_POSITIONS:
        return
    yield first
    yield from (ring for hole in holes if len(ring := _round_ring(hole)) >= LEAST_POSITIONS)


def _round_ring(ring: Iterable[Any]) -> Ring:
    light: Ring = []
    for longitude, latitude in ring:
        position = round(longitude * UNIT), round(latitude * UNIT)
        if not light or light[-1] != position:
            light.append(position)
    if len(light) > 1 and light[0] == light[-1]:
        light.pop()
    return light


def _describe_outline(outline: Outline) -> Mapping[str, Any]:
    contour = outline.contour
    return {
        "code": contour.code,
        "nom": contour.nom,
        "communes": contour.communes,
        "polygones": [[write_ring(ring) for ring in rings] for rings in outline.polygons],
    }
