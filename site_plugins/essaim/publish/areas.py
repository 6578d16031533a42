"""The territories of the data files: those with a place, each with its parent's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from essaim.collect.model import Niveau
from essaim.locate.model import Territoire
from essaim.publish.columns import rank_items, write_steps
from essaim.publish.rows import Place, Row

NOWHERE = -1
"""Stands for a parent that the reference does not know."""


def write_areas(rows: Sequence[Row]) -> dict[str, Any]:
    """Write the territories, the commune of each place, and where itinerant initiatives act.

    `agit` keeps the territories listed here only: elsewhere nobody looks for them.
    """
    chains = _pick_chains(place for row in rows for place in row.places)
    levels = {
        Niveau.REGION: sort_areas(chain.region for chain in chains.values()),
        Niveau.DEPARTEMENT: sort_areas(chain.departement for chain in chains.values()),
        Niveau.EPCI: sort_areas(chain.epci for chain in chains.values()),
        Niveau.COMMUNE: sort_areas(chain.commune for chain in chains.values()),
    }
    ranks = {level: rank_items(known) for level, known in levels.items()}
    regions = {
        chain.departement.code: _rank(ranks[Niveau.REGION], chain.region)
        for chain in chains.values()
        if chain.departement
    }
    return {
        "territoires": {
            "region": list(levels[Niveau.REGION].items()),
            "departement": [
                (code, nom, regions[code]) for code, nom in levels[Niveau.DEPARTEMENT].items()
            ],
            "epci": list(levels[Niveau.EPCI].items()),
            "commune": [
                (
                    code,
                    nom,
                    _rank(ranks[Niveau.DEPARTEMENT], chains[code].departement),
                    _rank(ranks[Niveau.EPCI], chains[code].epci),
                )
                for code, nom in levels[Niveau.COMMUNE].items()
            ],
        },
        "commune": write_steps(
            ranks[Niveau.COMMUNE][place.commune.code] for row in rows for place in row.places
        ),
        "agit": _list_acting(rows, levels),
    }


def sort_areas(areas: Iterable[Territoire | None]) -> dict[str, str]:
    """Give the names of territories by code, in the order of the codes."""
    found = {area.code: area.nom for area in areas if area}
    return dict(sorted(found.items()))


def _pick_chains(places: Iterable[Place]) -> dict[str, Place]:
    """Keep for each commune the place located last: an EPCI changes from one year to the next."""
    chains: dict[str, Place] = {}
    for place in places:
        known = chains.get(place.commune.code)
        if known is None or place.situation.millesime > known.situation.millesime:
            chains[place.commune.code] = place
    return chains


def _rank(ranks: Mapping[str, int], area: Territoire | None) -> int:
    return ranks[area.code] if area else NOWHERE


def _list_acting(
    rows: Sequence[Row], levels: Mapping[Niveau, Mapping[str, str]]
) -> list[tuple[int, str, list[str]]]:
    found = []
    for number, row in enumerate(rows):
        perimetre = row.initiative.perimetre
        if not row.initiative.itinerante or perimetre is None:
            continue
        known = levels.get(perimetre.niveau, {})
        settled = {
            area.code
            for place in row.places
            for area in place.situation.territoires
            if area.niveau is perimetre.niveau
        }
        codes = [code for code in dict.fromkeys(perimetre.codes) if code in known]
        away = [code for code in codes if code not in settled]
        if away:
            found.append((number, perimetre.niveau.value, away))
    return found
