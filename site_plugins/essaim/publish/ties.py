"""The quartiers of the data files, and what ties each initiative to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from essaim.locate.model import LienQpv, Relation
from essaim.publish.columns import rank_items, write_steps
from essaim.publish.rows import Row

LETTERS = {
    Relation.DANS: "d",
    Relation.PROCHE: "p",
    Relation.DESSERT: "s",
    Relation.COMMUNE: "c",
}
"""In order of strength."""
STRENGTH = rank_items(LETTERS)
UNKNOWN = -1
"""Stands for a distance that nobody measured."""


def write_ties(rows: Sequence[Row]) -> dict[str, Any]:
    """Write the quartiers of some link, the links of each row, and the latest vintage."""
    every = [link for row in rows for link in _list_links(row)]
    # Without the official list a name is its code: any other name is better.
    names = {link.code: link.nom for link in sorted(every, key=lambda one: one.nom != one.code)}
    ranks = rank_items(sorted(names))
    ties = [list_ties(row) for row in rows]
    links = [link for tie in ties for link in tie]
    return {
        "millesime": max((link.millesime for link in every), default="") or None,
        "quartiers": sorted(names.items()),
        "liens": {
            "rang": write_steps(number for number, tie in enumerate(ties) for _ in tie),
            "quartier": [ranks[link.code] for link in links],
            "relation": "".join(LETTERS[link.relation] for link in links),
            "distance": [UNKNOWN if link.distance is None else link.distance for link in links],
        },
    }


def list_ties(row: Row) -> list[LienQpv]:
    """List the quartiers of an initiative by code, each once: the strongest link, the nearest."""
    best: dict[str, LienQpv] = {}
    for link in _list_links(row):
        known = best.get(link.code)
        if known is None or _weigh(link) < _weigh(known):
            best[link.code] = link
    return [best[code] for code in sorted(best)]


def _list_links(row: Row) -> Iterator[LienQpv]:
    for place in row.places:
        yield from place.situation.qpv
    yield from row.located.dessert


def _weigh(link: LienQpv) -> tuple[int, float]:
    distance = float("inf") if link.distance is None else link.distance
    return STRENGTH[link.relation], distance
