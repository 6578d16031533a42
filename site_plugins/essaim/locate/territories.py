"""Points held against contours: which quartiers a place is in, or near, and how far.

The only module that knows shapely, imported where contours are read and nowhere else: a build that
shows none never loads it. Distances are metres on the WGS84 ellipsoid, in a plane that touches it
at the place: within 0.1 % up to 2 km (a great circle beyond `FAR`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely  # type: ignore[import-untyped]

from essaim.collect.model import Lieu, Niveau
from essaim.locate.contours import (
    Contour,
    InstalledContour,
    Polygon,
    read_installed,
)
from essaim.locate.distances import measure_distance
from essaim.locate.measures import Floats, Rows, Sides, scale_degrees
from essaim.locate.model import LienQpv, Precision, Quartier, Relation, Situation
from essaim.locate.quartiers import sort_links, update_communes
from essaim.locate.reference import Reference

NEAR: Final = 300
"""Metres to the contour within which a place is « proche »."""
EDGE: Final = 1.0
"""Metres: the lock's five decimals are about that, so a point this near is on the edge, inside."""
FAR: Final = 5000
"""Metres from which a plane is no longer good enough."""
EXACT: Final = frozenset({Precision.DECLAREE, Precision.NUMERO, Precision.RUE, Precision.LIEU_DIT})
"""Precisions good enough to be held against a contour."""


class Quartiers:
    """The installed contours of one vintage, ready to be asked about places."""

    def __init__(
        self, rows: Sequence[InstalledContour], millesime: str, near: float = NEAR
    ) -> None:
        """Take contours with today's communes; `near` in metres."""
        self.millesime = millesime
        self.near = near
        self.quartiers: Mapping[str, Quartier] = {
            row.code: Quartier(row.nom, row.communes, millesime) for row in rows
        }
        self._codes = tuple(row.code for row in rows)
        self._row_by_code = {code: row for row, code in enumerate(self._codes)}
        self._shapes: Any = shapely.from_geojson([row.geometry for row in rows])
        self._tree = shapely.STRtree(self._shapes)
        self._sides = _cut_sides(self._shapes)

    def relate(self, lieu: Lieu, situation: Situation) -> tuple[LienQpv, ...]:
        """Return the quartiers of one place; see `relate_all`."""
        return self.relate_all([(lieu, situation)])[0]

    def relate_all(self, places: Sequence[tuple[Lieu, Situation]]) -> list[tuple[LienQpv, ...]]:
        """Return the quartiers of each place, by the rules of the data model, nearest first.

        A declared quartier stays `DANS` whatever the contour says; its distance then tells the
        contradiction. Unknown codes are left out: `checks.py` reports them.
        """
        exact = [rank for rank, (_, place) in enumerate(places) if place.precision in EXACT]
        points = np.array(
            [(places[rank][1].longitude, places[rank][1].latitude) for rank in exact]
        ).reshape(-1, 2)
        near: dict[int, dict[str, int]] = {rank: {} for rank in exact}
        for row, quartier, distance in zip(*self._join(points), strict=True):
            near[exact[row]][self._codes[quartier]] = round(distance)
        return [
            self._tell_links(lieu, situation, near.get(rank))
            for rank, (lieu, situation) in enumerate(places)
        ]

    def measure(self, code: str, latitude: float, longitude: float) -> float | None:
        """Return the metres from a point to a contour, 0 inside or on the edge.

        None when the contour has no surface. KeyError for an unknown code.
        """
        row = self._row_by_code[code]
        if shapely.is_empty(self._shapes[row]):
            return None
        if shapely.intersects_xy(self._shapes[row], longitude, latitude):
            return 0.0
        distance, nearest = self._sides.find_nearest(row, longitude, latitude)
        if distance >= FAR:
            return measure_distance(latitude, longitude, nearest[1], nearest[0])
        return 0.0 if distance < EDGE else distance

    def representative_point(self, code: str) -> tuple[float, float] | None:
        """Return a point inside a quartier as (latitude, longitude); None for an unknown code.

        None too for a contour without surface.
        """
        row = self._row_by_code.get(code)
        if row is None or shapely.is_empty(self._shapes[row]):
            return None
        point = shapely.point_on_surface(self._shapes[row])
        return round(point.y, 5), round(point.x, 5)

    def list_of_commune(self, commune: str) -> tuple[str, ...]:
        """Return the codes of the quartiers of a commune, even those shared with others."""
        return self._codes_by_commune.get(commune, ())

    @cached_property
    def _codes_by_commune(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code, quartier in self.quartiers.items():
            for commune in quartier.communes:
                found[commune] = (*found.get(commune, ()), code)
        return found

    def _tell_links(
        self, lieu: Lieu, situation: Situation, near: Mapping[str, int] | None
    ) -> tuple[LienQpv, ...]:
        declared = [code for code in dict.fromkeys(lieu.qpv) if code in self.quartiers]
        links = [
            self._link(code, Relation.DANS, self._measure_declared(code, situation, near))
            for code in declared
        ]
        if near is not None:
            links += [
                self._link(code, Relation.PROCHE if distance else Relation.DANS, distance)
                for code, distance in near.items()
                if code not in declared
            ]
        elif not declared and situation.precision is Precision.COMMUNE:
            links += [
                self._link(code, Relation.COMMUNE, None)
                for place in situation.territoires
                if place.niveau is Niveau.COMMUNE
                for code in self.list_of_commune(place.code)
            ]
        return sort_links(links)

    def _measure_declared(
        self, code: str, situation: Situation, near: Mapping[str, int] | None
    ) -> int | None:
        if near is None:
            return None
        if code in near:
            return near[code]
        distance = self.measure(code, situation.latitude, situation.longitude)
        return None if distance is None else round(distance)

    def _link(self, code: str, relation: Relation, distance: int | None) -> LienQpv:
        return LienQpv(code, self.quartiers[code].nom, relation, distance, self.millesime)

    def _join(self, points: Floats) -> tuple[Rows, Rows, Floats]:
        """Return (point, quartier, metres) for every pair within `near`; 0 inside or on the edge.

        `points`: rows of (longitude, latitude).
        """
        per_longitude, per_latitude = scale_degrees(points[:, 1])
        reach = np.column_stack([self.near / per_longitude, self.near / per_latitude]) * 1.001
        boxes = shapely.box(*(points - reach).T, *(points + reach).T)
        rows, quartiers = self._tree.query(boxes)
        inside = shapely.intersects_xy(self._shapes[quartiers], *points[rows].T)
        distances = np.zeros(len(rows))
        outside = np.flatnonzero(~inside)
        distances[outside] = self._sides.measure(points[rows[outside]], quartiers[outside])
        distances[distances < EDGE] = 0
        kept = distances <= self.near
        return rows[kept], quartiers[kept], distances[kept]


def _cut_sides(shapes: Any) -> Sides:
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    positions, ring_of = shapely.get_coordinates(rings, return_index=True)
    same = ring_of[1:] == ring_of[:-1]
    ends = np.column_stack([positions[:-1][same], positions[1:][same]])
    owner = part_owner[ring_part[ring_of[1:][same]]]
    return Sides(ends, np.searchsorted(owner, np.arange(len(shapes) + 1)))


def load_quartiers(
    folder: Path, reference: Reference | None = None, near: float = NEAR
) -> Quartiers | None:
    """Load the installed contours; None when none is. ContoursError for a file that is not ours.

    With `reference`, the communes of the contours' vintage become those of today.
    """
    try:
        rows, millesime = read_installed(folder)
    except FileNotFoundError:
        return None
    if reference:
        rows = tuple(
            replace(row, communes=update_communes(row.communes, reference)) for row in rows
        )
    return Quartiers(rows, millesime, near)


@dataclass(frozen=True, slots=True)
class Repair:
    """Contours made valid; the codes of those mended, and of those left without a surface."""

    contours: tuple[Contour, ...]
    mended: tuple[str, ...]
    empty: tuple[str, ...]


def repair_contours(contours: Sequence[Contour]) -> Repair:
    """Make every contour valid: no crossing, no overlap, no part without surface.

    A quartier of which nothing is left keeps its name and its communes, and holds no point.
    """
    sound: list[Contour] = []
    mended: list[str] = []
    empty: list[str] = []
    for contour in contours:
        polygons = _drop_flat(contour.polygons)
        shape = shapely.MultiPolygon([(part[0], part[1:]) for part in polygons])
        if not shape.is_valid:
            shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
            polygons = _list_polygons(shape)
        if polygons != contour.polygons:
            mended.append(contour.code)
        if not polygons:
            empty.append(contour.code)
        sound.append(replace(contour, polygons=polygons))
    return Repair(tuple(sound), tuple(mended), tuple(empty))


def _drop_flat(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    return tuple(
        tuple(ring for ring in part if len(ring) > 3) for part in polygons if len(part[0]) > 3
    )


def _list_polygons(shape: Any) -> tuple[Polygon, ...]:
    return tuple(
        tuple(tuple(map(tuple, ring.coords)) for ring in (part.exterior, *part.interiors))
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon" and part.area
    )
