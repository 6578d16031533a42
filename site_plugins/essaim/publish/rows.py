"""The rows of the data files: one per initiative, neighbours on the ground being neighbours there.

All files keep the same rows and the same places; numbers that differ little from one to the next
compress to a third.
"""

from __future__ import annotations

from dataclasses import dataclass

from essaim.catalogue import Catalogue
from essaim.collect.model import Initiative, Lieu, Niveau
from essaim.locate.model import InitiativeSituee, LieuSitue, Situation, Territoire

LAST = "~"
"""After every INSEE code: where rows without a place stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """A located place and its territories; those that the reference lacks are None."""

    lieu: Lieu
    situation: Situation
    commune: Territoire
    epci: Territoire | None
    departement: Territoire | None
    region: Territoire | None


@dataclass(frozen=True, slots=True)
class Row:
    """An initiative and its located places, in the order of its file."""

    located: InitiativeSituee
    places: tuple[Place, ...]

    @property
    def initiative(self) -> Initiative:
        """What its author wrote."""
        return self.located.initiative


def list_rows(catalogue: Catalogue) -> tuple[Row, ...]:
    """List the initiatives by the commune of their first located place, then by slug."""
    rows = [Row(located, _list_places(located)) for located in catalogue.initiatives]
    return tuple(sorted(rows, key=_place_row))


def _place_row(row: Row) -> tuple[str, str]:
    return (row.places[0].commune.code if row.places else LAST), row.located.slug


def _list_places(located: InitiativeSituee) -> tuple[Place, ...]:
    return tuple(_make_place(place, place.situation) for place in located.lieux if place.situation)


def _make_place(place: LieuSitue, situation: Situation) -> Place:
    levels = {territoire.niveau: territoire for territoire in situation.territoires}
    # A lock written by hand may say nothing of the territories: the file's own words are left.
    commune = levels.get(Niveau.COMMUNE) or Territoire(
        Niveau.COMMUNE, place.lieu.code_insee or "", place.lieu.commune
    )
    return Place(
        place.lieu,
        situation,
        commune,
        levels.get(Niveau.EPCI),
        levels.get(Niveau.DEPARTEMENT),
        levels.get(Niveau.REGION),
    )
