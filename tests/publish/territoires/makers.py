"""Initiatives tied to territories, made for a test."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from essaim.collect.model import Niveau
from essaim.locate.model import InitiativeSituee, LienQpv, Relation, Territoire
from tests.publish.catalogues import make_initiative, make_situation

LENS = Territoire(Niveau.COMMUNE, "62498", "Lens")
LIEVIN = Territoire(Niveau.COMMUNE, "62510", "Liévin")
AGGLO = Territoire(Niveau.EPCI, "246200364", "Lens-Liévin")
PAS_DE_CALAIS = Territoire(Niveau.DEPARTEMENT, "62", "Pas-de-Calais")
HAUTS_DE_FRANCE = Territoire(Niveau.REGION, "32", "Hauts-de-France")
ABOVE = (AGGLO, PAS_DE_CALAIS, HAUTS_DE_FRANCE)


def make_link(code: str, relation: str, distance: int | None = None) -> LienQpv:
    """Tie a place to a quartier."""
    return LienQpv(code, f"Quartier {code}", Relation(relation), distance, "2024")


def make_settled(
    slug: str, *links: LienQpv, commune: Territoire = LENS, **fields: Any
) -> InitiativeSituee:
    """Make an initiative with one place."""
    situation = make_situation(territoires=(commune, *ABOVE), qpv=links)
    return make_initiative(slug, (situation,), lieux=[{"commune": commune.nom}], **fields)


def make_itinerant(slug: str, *areas: Territoire, **fields: Any) -> InitiativeSituee:
    """Make an itinerant initiative that acts in some areas, everywhere without any."""
    perimetre: dict[str, Any] = {"niveau": "france"}
    if areas:
        perimetre = {"niveau": areas[0].niveau.value, "codes": [area.code for area in areas]}
    return replace(make_initiative(slug, perimetre=perimetre, **fields), perimetre=areas)


def serve(located: InitiativeSituee, *codes: str) -> InitiativeSituee:
    """Say that an initiative serves quartiers."""
    return replace(located, dessert=tuple(make_link(code, "dessert") for code in codes))
