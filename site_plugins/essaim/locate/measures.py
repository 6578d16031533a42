"""Metres from points to outlines, many at once: plane geometry on arrays of degrees.

Each point is measured in a plane that touches the WGS84 ellipsoid there, where a degree of
longitude and one of latitude have their own lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SEMI_MAJOR: Final = 6_378_137.0
ECCENTRICITY2: Final = 6.694_379_990_14e-3
"""WGS84: semi-major axis in metres, first eccentricity squared (EPSG 7030)."""
_PAIRS: Final = 2000
"""Pairs measured at once: some tens of megabytes with the full contours."""

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


def scale_degrees(latitudes: Floats) -> tuple[Floats, Floats]:
    """Return the metres in a degree of longitude and in one of latitude."""
    sine = np.sin(np.radians(latitudes))
    bend = 1 - ECCENTRICITY2 * sine**2
    per_longitude = SEMI_MAJOR / np.sqrt(bend) * np.cos(np.radians(latitudes))
    per_latitude = SEMI_MAJOR * (1 - ECCENTRICITY2) / bend**1.5
    return np.radians(per_longitude), np.radians(per_latitude)


@dataclass(frozen=True, slots=True)
class Sides:
    """Every side of every outline, as rows (longitude, latitude, longitude, latitude) in degrees.

    Those of outline `i` are `ends[first[i]:first[i + 1]]`; `first` has one more item than outlines.
    """

    ends: Floats
    first: Rows

    def measure(self, points: Floats, outlines: Rows) -> Floats:
        """Return the metres from each point (longitude, latitude) to the outline beside it."""
        measured = [np.empty(0)]
        for start in range(0, len(points), _PAIRS):
            chunk = slice(start, start + _PAIRS)
            offsets, first = self._find_offsets(points[chunk], outlines[chunk])
            measured.append(np.minimum.reduceat(np.hypot(*offsets.T), first))
        return np.concatenate(measured)

    def find_nearest(
        self, outline: int, longitude: float, latitude: float
    ) -> tuple[float, tuple[float, float]]:
        """Return the metres to an outline, and its nearest point as (longitude, latitude)."""
        point = np.array([[longitude, latitude]])
        offsets, _ = self._find_offsets(point, np.array([outline]))
        lengths = np.hypot(*offsets.T)
        best = lengths.argmin()
        nearest = point[0] + offsets[best] / np.ravel(scale_degrees(point[:, 1]))
        return float(lengths[best]), (float(nearest[0]), float(nearest[1]))

    def _find_offsets(self, points: Floats, outlines: Rows) -> tuple[Floats, Rows]:
        """Return the nearest point of every side, pair after pair, and where each pair begins.

        As (east, north) metres from the pair's point. All sides of all pairs at once: a loop over
        10,000 places would take fifty times longer.
        """
        starts = self.first[outlines]
        counts = self.first[outlines + 1] - starts
        first = np.cumsum(counts) - counts
        pairs = np.repeat(np.arange(len(outlines)), counts)
        ends = self.ends[np.arange(len(pairs)) + np.repeat(starts - first, counts)]
        scale = np.column_stack(scale_degrees(points[:, 1]))[pairs]
        start = (ends[:, :2] - points[pairs]) * scale
        along = (ends[:, 2:] - ends[:, :2]) * scale
        length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
        share = np.clip(-np.einsum("ij,ij->i", start, along) / length2, 0, 1)
        return start + share[:, np.newaxis] * along, first
