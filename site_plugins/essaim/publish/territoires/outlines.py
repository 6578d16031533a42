"""Metres between contours, on arrays: the neighbours of a quartier, places held against one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from essaim.locate.measures import Floats, Rows, Sides, scale_degrees

NEIGHBOURS: Final = 5
REACH: Final = 5000
"""Metres beyond which a quartier is no neighbour."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A quartier near another; `distance` in metres from contour to contour, 0 side by side."""

    code: str
    distance: int


class Outlines:
    """Contours by code (GeoJSON MultiPolygon coordinates), ready to be measured."""

    def __init__(self, polygons: Mapping[str, Any]) -> None:
        """Take what `pick_contours` gives; contours without a surface are left out."""
        ends: list[Floats] = []
        first = [0]
        codes = []
        for code, parts in sorted(polygons.items()):
            rings = [np.asarray(ring, dtype=float) for part in parts for ring in part]
            sides = [np.hstack([ring[:-1], ring[1:]]) for ring in rings if len(ring) > 3]
            if sides:
                codes.append(code)
                ends.append(np.vstack(sides))
                first.append(first[-1] + len(ends[-1]))
        self._codes = tuple(codes)
        self._rows = {code: row for row, code in enumerate(codes)}
        self._sides = Sides(np.vstack(ends) if ends else np.empty((0, 4)), np.array(first))
        self._centres, self._radii = self._bound(ends)

    def __contains__(self, code: str) -> bool:
        """Tell whether this contour is known."""
        return code in self._rows

    def find_centre(self, code: str) -> tuple[float, float]:
        """Return the middle of a contour's box as (latitude, longitude), degrees WGS84."""
        longitude, latitude = self._centres[self._rows[code]]
        return float(latitude), float(longitude)

    def measure(self, code: str, points: Floats) -> Floats:
        """Return the metres from points, rows of (longitude, latitude), to a contour's sides.

        Meant for points known to be outside: one inside is measured to the nearest side too.
        """
        rows: Rows = np.full(len(points), self._rows[code])
        return self._sides.measure(points, rows)

    def list_neighbours(self, code: str) -> tuple[Neighbour, ...]:
        """Return the nearest quartiers within `REACH`, at most `NEIGHBOURS`."""
        row = self._rows[code]
        # No two contours are nearer than their circles: only the first few are worth measuring.
        scale = np.ravel(scale_degrees(self._centres[row : row + 1, 1]))
        apart = np.hypot(*((self._centres - self._centres[row]) * scale).T)
        bounds = apart - self._radii - self._radii[row]
        bounds[row] = np.inf
        found: list[Neighbour] = []
        for other in np.argsort(bounds, kind="stable").tolist():
            farthest = found[NEIGHBOURS - 1].distance if len(found) >= NEIGHBOURS else REACH
            if bounds[other] > farthest:
                break
            metres = round(self._measure_gap(row, other))
            if metres <= REACH:
                found.append(Neighbour(self._codes[other], metres))
                found.sort(key=_rank_neighbour)
        return tuple(found[:NEIGHBOURS])

    def _measure_gap(self, row: int, other: int) -> float:
        """Return the metres between two outlines that do not cross.

        They are nearest at a corner of one of them: only corners that may be it are measured.
        """
        mine, theirs = self._list_corners(row), self._list_corners(other)
        scale = np.ravel(scale_degrees(self._centres[row : row + 1, 1]))
        apart = np.hypot(*((mine[:, np.newaxis] - theirs) * scale).transpose(2, 0, 1))
        least = float(apart.min())
        for corners, nearest, outline in (
            (mine, apart.min(axis=1), other),
            (theirs, apart.min(axis=0), row),
        ):
            close = corners[nearest <= (least + self._steps[outline]) * 1.01]
            metres = self._sides.measure(close, np.full(len(close), outline))
            least = min(least, float(metres.min(initial=least)))
        return least

    def _list_corners(self, row: int) -> Floats:
        start, end = self._sides.first[row], self._sides.first[row + 1]
        return self._sides.ends[start:end, :2]

    @cached_property
    def _steps(self) -> Floats:
        """Half of each outline's longest side, in metres: how far from a corner a side may run."""
        scale = np.column_stack(scale_degrees(self._sides.ends[:, 1]))
        lengths = np.hypot(*((self._sides.ends[:, 2:] - self._sides.ends[:, :2]) * scale).T)
        return np.maximum.reduceat(lengths, self._sides.first[:-1]) / 2

    def _bound(self, ends: list[Floats]) -> tuple[Floats, Floats]:
        """Return the centre of each outline's box, and the metres from there to its corners."""
        if not ends:
            return np.empty((0, 2)), np.empty(0)
        low = np.array([side[:, :2].min(axis=0) for side in ends])
        high = np.array([side[:, :2].max(axis=0) for side in ends])
        centres = (low + high) / 2
        scale = np.column_stack(scale_degrees(centres[:, 1]))
        return centres, np.hypot(*((high - centres) * scale).T)


def _rank_neighbour(one: Neighbour) -> tuple[int, str]:
    return one.distance, one.code
