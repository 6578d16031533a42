"""What pages say of places: how well they are known, and which quartiers they are tied to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, LienQpv, LieuSitue, Precision, Relation
from essaim.publish.opening import explain_hours
from essaim.publish.typography import format_distance, join_words
from essaim.publish.views import name_commune

COARSE = frozenset({Precision.COMMUNE, Precision.QPV})
"""Too far from a door to lead anyone there."""


@dataclass(frozen=True, slots=True)
class QpvView:
    """A quartier and how it is tied: `relation` is the code, `lien` and `nom` the words."""

    code: str
    nom: str
    relation: str
    lien: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as told: `precision` says what is not known, empty when it is exact.

    `point` is (latitude, longitude) when it is worth an itinerary.
    """

    nom: str | None
    adresse: str | None
    commune: str
    precision: str
    point: tuple[float, float] | None
    horaires: tuple[str, ...]
    ouverture: str | None
    quartiers: tuple[QpvView, ...]
    millesime: str | None


def describe_place(place: LieuSitue) -> PlaceView:
    """Describe a place, saying no more than what is known of it."""
    lieu, situation = place.lieu, place.situation
    commune = name_commune(place)
    quartiers = situation.qpv if situation else ()
    return PlaceView(
        nom=lieu.nom,
        adresse=lieu.adresse,
        commune=f"{lieu.code_postal} {commune}" if lieu.code_postal else commune,
        precision=_name_precision(situation.precision.value if situation else "inconnue"),
        point=(situation.latitude, situation.longitude)
        if situation and situation.precision not in COARSE
        else None,
        horaires=explain_hours(lieu.horaires) if lieu.horaires else (),
        ouverture=lieu.ouverture,
        quartiers=tuple(_describe_qpv(link) for link in quartiers),
        millesime=_find_vintage(quartiers),
    )


@dataclass(frozen=True, slots=True)
class ServedView:
    """The quartiers an initiative says it serves, and the vintage of their names (None unknown)."""

    quartiers: tuple[QpvView, ...]
    millesime: str | None


def describe_served(located: InitiativeSituee) -> ServedView | None:
    """Describe the quartiers it says it serves, but those a place stands in; None without any."""
    inside = {
        link.code
        for place in located.lieux
        if place.situation
        for link in place.situation.qpv
        if link.relation is Relation.DANS
    }
    links = [link for link in located.dessert if link.code not in inside]
    if not links:
        return None
    return ServedView(tuple(_describe_qpv(link) for link in links), _find_vintage(links))


def name_perimeter(located: InitiativeSituee) -> str | None:
    """Name the area of action; territories without a name are counted, not coded."""
    perimetre = located.initiative.perimetre
    if perimetre is None:
        return None
    level = perimetre.niveau.value
    if perimetre.niveau is Niveau.FRANCE or not perimetre.codes:
        return write_text(f"interface.niveaux.{level}")
    known = [area.nom for area in located.perimetre if area.nom != area.code]
    others = len(dict.fromkeys(perimetre.codes)) - len(known)
    if not known:
        return write_text(f"interface.niveaux_nombre.{level}", nombre=others)
    if others:
        known.append(write_text("interface.fiche.perimetre_autres", nombre=others))
    return join_words(known)


def _find_vintage(links: Sequence[LienQpv]) -> str | None:
    return next((link.millesime for link in links if link.millesime), None)


def _describe_qpv(link: LienQpv) -> QpvView:
    relation = link.relation.value
    words = _name_relation(relation)
    if link.relation is Relation.PROCHE and link.distance is not None:
        words = _tell_distance(link.distance)
    nom = link.code
    if link.nom != link.code:
        nom = write_text("interface.fiche.qpv_nom", nom=link.nom, code=link.code)
    return QpvView(link.code, nom, relation, words)


@lru_cache(maxsize=16)
def _name_precision(precision: str) -> str:
    return write_text(f"interface.precisions.{precision}")


@lru_cache(maxsize=8)
def _name_relation(relation: str) -> str:
    return write_text(f"interface.fiche.qpv_{relation}")


@lru_cache(maxsize=2048)
def _tell_distance(distance: int) -> str:
    return write_text("interface.fiche.qpv_proche_distance", distance=format_distance(distance))
