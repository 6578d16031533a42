"""The quartiers of the data files, and what ties each initiative to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from essaim.locate.model import InitiativeSituee, LienQpv, Relation
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
    every = [link for row in rows for link in _list_links(row.located)]
    # Without the official list a name is its code: any other name is better.
    names = {link.code: link.nom for link in sorted(every, key=lambda one: one.nom != one.code)}
    ranks = rank_items(sorted(names))
    ties = [list_ties(row.located) for row in rows]
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


def list_ties(located: InitiativeSituee) -> list[LienQpv]:
    """List what ties an initiative to quartiers, by code, the strongest tie first.

    A quartier comes once by where the initiative stands (its nearest place), and once more when the
    initiative says it serves it: being near does not say so. « À préciser » is left to quartiers
    that nothing else ties.
    """
    best: dict[tuple[str, bool], LienQpv] = {}
    for link in _list_links(located):
        key = (link.code, link.relation is Relation.DESSERT)
        known = best.get(key)
        if known is None or _weigh(link) < _weigh(known):
            best[key] = link
    served = {code for code, serves in best if serves}
    ties = [
        link
        for link in best.values()
        if link.relation is not Relation.COMMUNE or link.code not in served
    ]
    return sorted(ties, key=lambda link: (link.code, _weigh(link)))


def _list_links(located: InitiativeSituee) -> Iterator[LienQpv]:
    for place in located.lieux:
        if place.situation:
            yield from place.situation.qpv
    yield from located.dessert


def _weigh(link: LienQpv) -> tuple[int, float]:
    distance = float("inf") if link.distance is None else link.distance
    return STRENGTH[link.relation], distance
