"""The contours that an initiative's small map shows: those of the quartiers its page names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from essaim.catalogue import Catalogue
from essaim.locate.model import InitiativeSituee, LienQpv
from essaim.publish.ties import list_ties

DECIMALS = 5
"""Kept on the page: about a metre."""


def list_links(located: InitiativeSituee) -> tuple[LienQpv, ...]:
    """List the quartiers of an initiative by code, each once, by its strongest relation."""
    found: dict[str, LienQpv] = {}
    for link in list_ties(located):
        found.setdefault(link.code, link)
    return tuple(found.values())


def list_codes(catalogue: Catalogue) -> frozenset[str]:
    """List the codes of every quartier that some page names."""
    return frozenset(link.code for located in catalogue.initiatives for link in list_links(located))


def list_contours(
    located: InitiativeSituee, polygons: Mapping[str, Any]
) -> list[dict[str, object]]:
    """Give the quartiers whose contour is known, as flat records with GeoJSON coordinates."""
    return [
        {
            "code": link.code,
            "nom": link.nom,
            "relation": link.relation.value,
            "coordinates": lighten_polygons(polygons[link.code]),
        }
        for link in list_links(located)
        if polygons.get(link.code)
    ]


def lighten_polygons(polygons: Iterable[Any]) -> list[Any]:
    """Round the positions of polygons and drop those that repeat; rings stay closed."""
    return [[ring for ring in map(_lighten_ring, polygon) if len(ring) > 3] for polygon in polygons]


def _lighten_ring(ring: Iterable[Any]) -> list[list[float]]:
    light: list[list[float]] = []
    for longitude, latitude in ring:
        position = [round(longitude, DECIMALS), round(latitude, DECIMALS)]
        if not light or light[-1] != position:
            light.append(position)
    return light
