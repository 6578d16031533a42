"""Distances on the ground, measured and written."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from essaim.locales import write_text

EARTH_RADIUS = 6_371_008.8
"""Mean radius in metres (IUGG); the radii of `reference/communes.csv.gz` use the same sphere."""


def measure_distance(
    latitude1: float, longitude1: float, latitude2: float, longitude2: float
) -> float:
    """Return the great-circle distance in metres between two points in degrees WGS84.

    Within 0.5 % of the distance on the ellipsoid.
    """
    phi1, lambda1, phi2, lambda2 = map(radians, (latitude1, longitude1, latitude2, longitude2))
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin((lambda2 - lambda1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))


def write_distance(metres: float) -> str:
    """Write a distance in French: `350 m`, `2,4 km`, `6 250 km` (no-break spaces)."""
    if round(metres) < 1000:
        return write_text("lieux.distances.metres", valeur=f"{metres:.0f}")
    kilometres = metres / 1000
    number = f"{kilometres:.1f}" if kilometres < 100 else f"{kilometres:,.0f}"
    return write_text(
        "lieux.distances.kilometres", valeur=number.replace(",", "\u202f").replace(".", ",")
    )
