"""What pages say of places: how well they are known, and which quartiers they are tied to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau, Perimetre
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, LienQpv, LieuSitue, Precision, Relation
from essaim.publish.opening import explain_hours
from essaim.publish.typography import format_distance, join_words
from essaim.publish.views import name_commune

COARSE = frozenset({Precision.COMMUNE, Precision.QPV})
"""Too far from a door to lead anyone there."""


@dataclass(frozen=True, slots=True)
class QpvView:
    """A quartier and how it is tied: `relation` is the code, `lien` the words."""

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
    quartiers: tuple[QpvView, ...]
    millesime: str | None


def collect_names(catalogue: Catalogue) -> Mapping[str, str]:
    """Collect the names of the territories and quartiers that some place of the catalogue has."""
    names = {territoire.code: territoire.nom for territoire in catalogue.by_territoire}
    for located in catalogue.initiatives:
        for place in located.lieux:
            for link in place.situation.qpv if place.situation else ():
                names[link.code] = link.nom
    return names


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
        quartiers=tuple(_describe_qpv(link) for link in quartiers),
        millesime=quartiers[0].millesime if quartiers else None,
    )


def list_served(located: InitiativeSituee, names: Mapping[str, str]) -> tuple[QpvView, ...]:
    """List the quartiers it says it serves that no place already tells."""
    told = {link.code for place in located.lieux if place.situation for link in place.situation.qpv}
    relation = Relation.DESSERT.value
    return tuple(
        QpvView(code, names.get(code, code), relation, _name_relation(relation))
        for code in dict.fromkeys(located.initiative.dessert_qpv)
        if code not in told
    )


def name_perimeter(perimetre: Perimetre | None, names: Mapping[str, str]) -> str | None:
    """Name the area of action; territories whose name is unknown here are counted, not coded."""
    if perimetre is None:
        return None
    level = perimetre.niveau.value
    if perimetre.niveau is Niveau.FRANCE or not perimetre.codes:
        return write_text(f"interface.niveaux.{level}")
    known = [names[code] for code in perimetre.codes if code in names]
    others = len(perimetre.codes) - len(known)
    if not known:
        return write_text(f"interface.niveaux_nombre.{level}", nombre=others)
    if others:
        known.append(write_text("interface.fiche.perimetre_autres", nombre=others))
    return join_words(known)


def _describe_qpv(link: LienQpv) -> QpvView:
    relation = link.relation.value
    if link.relation is Relation.PROCHE and link.distance is not None:
        return QpvView(link.code, link.nom, relation, _tell_distance(link.distance))
    return QpvView(link.code, link.nom, relation, _name_relation(relation))


@lru_cache(maxsize=16)
def _name_precision(precision: str) -> str:
    return write_text(f"interface.precisions.{precision}")


@lru_cache(maxsize=8)
def _name_relation(relation: str) -> str:
    return write_text(f"interface.fiche.qpv_{relation}")


@lru_cache(maxsize=2048)
def _tell_distance(distance: int) -> str:
    return write_text("interface.fiche.qpv_proche_distance", distance=format_distance(distance))
