"""An initiative as the downloads of a territory describe it: one row, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from essaim.collect.model import Niveau
from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, LienQpv, Relation
from essaim.publish.territoires.presences import Lien, Presence
from essaim.publish.ties import list_ties
from essaim.publish.typography import format_distance
from essaim.publish.views import name_commune, name_label

BASE: Final = (
    "titre",
    "resume",
    "themes",
    "type",
    "statut",
    "depuis",
    "porteur",
    "forme",
    "communes",
    "codes_insee",
    "departements",
    "epci",
    "qpv_dans",
    "qpv_proches",
    "qpv_desservis",
    "publics",
    "labels",
)
"""What does not depend on the territory."""
COLUMNS: Final = (*BASE, "latitude", "longitude", "relation", "distance_m", "adresse_page")
SEPARATOR: Final = " | "

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class BaseRow:
    """The cells of an initiative that every territory shares: lists of words by column."""

    values: tuple[tuple[str, ...], ...]
    adresse: str

    def join(self) -> tuple[str, ...]:
        """Return one text per column."""
        return tuple(SEPARATOR.join(words) for words in self.values)


def describe_base(located: InitiativeSituee, words: Vocabularies, site_url: str) -> BaseRow:
    """Describe an initiative; `site_url` ends with a slash, empty when it is not known."""
    initiative = located.initiative
    links = list_ties(located)
    values = (
        (initiative.titre,),
        (initiative.resume,),
        tuple(words.themes[code].nom for code in initiative.themes),
        (words.types[initiative.type].nom,),
        (write_text(f"interface.statuts.{initiative.statut.value}"),),
        (initiative.depuis,) if initiative.depuis else (),
        (initiative.porteur.nom,),
        (words.formes[initiative.porteur.forme].nom,),
        _unique(name_commune(place) for place in located.lieux),
        _list_territories(located, Niveau.COMMUNE, codes=True),
        _list_territories(located, Niveau.DEPARTEMENT),
        _list_territories(located, Niveau.EPCI),
        tuple(_name_quartier(link) for link in links if link.relation is Relation.DANS),
        tuple(_tell_near(link) for link in links if link.relation is Relation.PROCHE),
        tuple(_name_quartier(link) for link in links if link.relation is Relation.DESSERT),
        tuple(term.nom for code, term in words.publics.items() if code in initiative.publics),
        tuple(name_label(label, words) for label in initiative.labels),
    )
    return BaseRow(values, f"{site_url}initiatives/{located.slug}/")


def _list_territories(
    located: InitiativeSituee, niveau: Niveau, *, codes: bool = False
) -> tuple[str, ...]:
    return _unique(
        territoire.code if codes else territoire.nom
        for place in located.lieux
        if place.situation
        for territoire in place.situation.territoires
        if territoire.niveau is niveau
    )


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _name_quartier(link: LienQpv) -> str:
    if link.nom == link.code:
        return link.code
    return write_text("interface.fiche.qpv_nom", nom=link.nom, code=link.code)


def _tell_near(link: LienQpv) -> str:
    name = _name_quartier(link)
    if link.distance is None:
        return name
    return f"{name}, {format_distance(link.distance)}"


def describe_tie(presence: Presence) -> tuple[Cell, Cell, str, Cell]:
    """Return the latitude, longitude, relation and metres of an initiative for a territory.

    The place is the one that ties it, else its first; degrees WGS84.
    """
    situation = presence.situation or next(
        (place.situation for place in presence.located.lieux if place.situation), None
    )
    relation = write_text(f"territoires.relations.{presence.lien.value}")
    distance = presence.distance if presence.lien in {Lien.DANS, Lien.PROCHE} else None
    if situation is None:
        return None, None, relation, distance
    return situation.latitude, situation.longitude, relation, distance
