"""What ties an initiative to a territory, and to which ones a catalogue's initiatives are tied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from essaim.collect.folding import fold_text
from essaim.collect.model import Niveau
from essaim.locate.model import InitiativeSituee, LienQpv, Relation, Situation, Territoire
from essaim.publish.territoires.geography import Geography, Key, make_key


class Lien(StrEnum):
    """How an initiative is tied to a territory, from the strongest; A_PRECISER counts nowhere."""

    DANS = "dans"
    PROCHE = "proche"
    DESSERT = "dessert"
    ITINERANTE = "itinerante"
    A_PRECISER = "commune"


ORDER = {lien: rank for rank, lien in enumerate(Lien)}
COUNTED = (Lien.DANS, Lien.PROCHE, Lien.DESSERT)
"""The links that make a quartier one that has an initiative."""
LIENS = {
    Relation.DANS: Lien.DANS,
    Relation.PROCHE: Lien.PROCHE,
    Relation.DESSERT: Lien.DESSERT,
    Relation.COMMUNE: Lien.A_PRECISER,
}


@dataclass(frozen=True, slots=True)
class Presence:
    """An initiative as seen from a territory.

    `distance`: metres to a quartier's contour, 0 inside, None unknown. `situation`: the place that
    ties it, if any. `par`: the quartiers it serves there, or where an itinerant one says it acts
    (empty: the whole country). `dessert`: it says it serves this quartier, beside being near it.
    """

    located: InitiativeSituee
    lien: Lien
    distance: int | None = None
    situation: Situation | None = None
    par: tuple[Territoire, ...] = ()
    dessert: bool = False


def list_presences(
    located: InitiativeSituee, geography: Geography
) -> Iterator[tuple[Territoire, Presence]]:
    """Give the territories of an initiative and how it is tied, strongest link first for each.

    Where an itinerant one acts, it also acts in what is above: in the département of its commune.
    What lies below is the atlas's business, which knows what there is to show.
    """
    settled: set[Key] = set()
    for place in located.lieux:
        if place.situation:
            for territoire in place.situation.territoires:
                settled.add(make_key(territoire))
                yield territoire, Presence(located, Lien.DANS, situation=place.situation)
    yield from _list_quartiers(located)
    yield from _list_served(located, geography)
    if located.initiative.itinerante:
        for area in located.perimetre:
            acting = Presence(located, Lien.ITINERANTE, par=(area,))
            for territoire in (*geography.list_above(*make_key(area)), area):
                if make_key(territoire) not in settled:
                    yield territoire, acting


def _list_quartiers(located: InitiativeSituee) -> Iterator[tuple[Territoire, Presence]]:
    links = [
        (link, place.situation)
        for place in located.lieux
        if place.situation
        for link in place.situation.qpv
    ]
    served = {link.code for link in located.dessert}
    for link, situation in links:
        presence = Presence(
            located, LIENS[link.relation], link.distance, situation, dessert=link.code in served
        )
        yield _make_quartier(link), presence
    for link in located.dessert:
        yield _make_quartier(link), Presence(located, Lien.DESSERT, dessert=True)


def _list_served(
    located: InitiativeSituee, geography: Geography
) -> Iterator[tuple[Territoire, Presence]]:
    for link in located.dessert:
        quartier = _make_quartier(link)
        for territoire in geography.list_above(Niveau.QPV, link.code):
            yield territoire, Presence(located, Lien.DESSERT, par=(quartier,))


def _make_quartier(link: LienQpv) -> Territoire:
    return Territoire(Niveau.QPV, link.code, link.nom)


def merge_presences(former: Presence | None, new: Presence) -> Presence:
    """Keep the strongest link, the nearest place, and everything served or travelled to."""
    if former is None:
        return new
    if former.lien is new.lien and (new.lien is not Lien.PROCHE or _is_nearer(former, new)):
        par = dict.fromkeys((*former.par, *new.par))
        return replace(former, par=tuple(par), dessert=former.dessert or new.dessert)
    first, second = sorted((former, new), key=lambda one: (ORDER[one.lien], one.distance or 0))
    return replace(first, dessert=first.dessert or second.dessert)


def _is_nearer(one: Presence, other: Presence) -> bool:
    return (one.distance or 0) <= (other.distance or 0)


def sort_presences(presences: Iterable[Presence]) -> tuple[Presence, ...]:
    """Sort by link, then the nearest, then by title."""
    return tuple(
        sorted(
            presences,
            key=lambda one: (
                ORDER[one.lien],
                one.distance or 0,
                fold_text(one.located.initiative.titre),
                one.located.slug,
            ),
        )
    )
