"""The catalogue: located initiatives and vocabularies, immutable, with their indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from essaim.collect.model import Niveau
from essaim.collect.vocabulary import Vocabularies
from essaim.locate.distances import measure_distance
from essaim.locate.model import InitiativeSituee, Quartier, Relation, Territoire
from essaim.locate.reference import Reference

Key = TypeVar("Key")

RELATED_COUNT = 3
CROWD = 50
CELL = 0.25
"""Side of a neighbourhood cell, in degrees."""


@dataclass(frozen=True)
class Catalogue:
    """Every initiative that passed the checks, sorted by slug.

    `geographie`: the official tables it was located with. `quartiers`: those whose name is known,
    the official list when it is installed, else what the lock keeps.
    """

    initiatives: tuple[InitiativeSituee, ...]
    vocabulaires: Vocabularies
    geographie: Reference | None = field(default=None, repr=False, compare=False)
    quartiers: Mapping[str, Quartier] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_slug(self) -> Mapping[str, InitiativeSituee]:
        """Find an initiative by its address."""
        return MappingProxyType({located.slug: located for located in self.initiatives})

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[InitiativeSituee, ...]]:
        """List the initiatives of each theme of the vocabulary, empty ones included."""
        groups: dict[str, list[InitiativeSituee]] = {code: [] for code in self.vocabulaires.themes}
        for located in self.initiatives:
            for code in located.initiative.themes:
                groups[code].append(located)
        return _freeze_groups(groups)

    @cached_property
    def by_levier(self) -> Mapping[int, tuple[InitiativeSituee, ...]]:
        """List the initiatives that illustrate each levier, empty ones included."""
        groups: dict[int, list[InitiativeSituee]] = {code: [] for code in self.vocabulaires.leviers}
        for located in self.initiatives:
            for number in dict.fromkeys(located.initiative.leviers):
                groups[number].append(located)
        return _freeze_groups(groups)

    @cached_property
    def by_label(self) -> Mapping[str, tuple[InitiativeSituee, ...]]:
        """List the initiatives that have to do with each label, whatever the stage."""
        groups: dict[str, list[InitiativeSituee]] = {code: [] for code in self.vocabulaires.labels}
        for located in self.initiatives:
            for code in dict.fromkeys(label.label for label in located.initiative.labels):
                groups[code].append(located)
        return _freeze_groups(groups)

    @cached_property
    def by_porteur(self) -> Mapping[str, tuple[InitiativeSituee, ...]]:
        """List the initiatives of each porteur, by its name."""
        groups: dict[str, list[InitiativeSituee]] = {}
        for located in self.initiatives:
            groups.setdefault(located.initiative.porteur.nom, []).append(located)
        return _freeze_groups(groups)

    @cached_property
    def communes(self) -> tuple[Territoire, ...]:
        """List the communes that have a place, by code."""
        found = {
            territoire
            for located in self.initiatives
            for place in located.lieux
            if place.situation
            for territoire in place.situation.territoires
            if territoire.niveau is Niveau.COMMUNE
        }
        return tuple(sorted(found, key=lambda commune: commune.code))

    @cached_property
    def qpv(self) -> tuple[str, ...]:
        """List the quartiers an initiative is in, near or serves; « à préciser » does not count."""
        codes = {
            link.code
            for located in self.initiatives
            for place in located.lieux
            if place.situation
            for link in place.situation.qpv
            if link.relation is not Relation.COMMUNE
        }
        for located in self.initiatives:
            codes.update(located.initiative.dessert_qpv)
            codes.update(link.code for link in located.dessert)
            for place in located.lieux:
                codes.update(place.lieu.qpv)
        return tuple(sorted(codes))

    @cached_property
    def related(self) -> Mapping[str, tuple[InitiativeSituee, ...]]:
        """Give each initiative its neighbours: declared ones first, both ways, then same porteur,
        then same main theme, the nearest first.
        """
        pointing: dict[str, list[str]] = {}
        for located in self.initiatives:
            for slug in located.initiative.liens:
                pointing.setdefault(slug, []).append(located.slug)
        return MappingProxyType(
            {located.slug: self._rank_related(located, pointing) for located in self.initiatives}
        )

    def _rank_related(
        self, located: InitiativeSituee, pointing: Mapping[str, list[str]]
    ) -> tuple[InitiativeSituee, ...]:
        initiative = located.initiative
        declared = [*initiative.liens, *pointing.get(located.slug, [])]
        ranked = [self.by_slug[slug] for slug in declared if slug in self.by_slug]
        ranked += self.by_porteur[initiative.porteur.nom]
        ranked += self._nearest_of_theme(located)
        kept = {other.slug: other for other in ranked if other.slug != located.slug}
        return tuple(list(kept.values())[: max(RELATED_COUNT, len(dict.fromkeys(declared)))])

    def _nearest_of_theme(self, located: InitiativeSituee) -> list[InitiativeSituee]:
        others = self._by_main_theme[located.initiative.theme_principal]
        here = find_point(located)
        if here is None:
            return list(others[: RELATED_COUNT + 1])
        # Comparing everyone with everyone would grow quadratically: a degree of longitude and
        # latitude is enough of a neighbourhood once a theme is crowded.
        near = others
        if len(others) > CROWD:
            near = tuple(
                other
                for cell in _neighbour_cells(here)
                for other in self._theme_cells.get((located.initiative.theme_principal, *cell), ())
            )
        return sorted(
            near,
            key=lambda other: (
                measure_distance(*here, *point) if (point := find_point(other)) else float("inf"),
                other.slug,
            ),
        )[: RELATED_COUNT + 1]

    @cached_property
    def _by_main_theme(self) -> Mapping[str, tuple[InitiativeSituee, ...]]:
        groups: dict[str, list[InitiativeSituee]] = {}
        for located in self.initiatives:
            groups.setdefault(located.initiative.theme_principal, []).append(located)
        return _freeze_groups(groups)

    @cached_property
    def _theme_cells(self) -> Mapping[tuple[str, int, int], tuple[InitiativeSituee, ...]]:
        groups: dict[tuple[str, int, int], list[InitiativeSituee]] = {}
        for located in self.initiatives:
            if point := find_point(located):
                key = (located.initiative.theme_principal, *_find_cell(point))
                groups.setdefault(key, []).append(located)
        return _freeze_groups(groups)


def find_point(located: InitiativeSituee) -> tuple[float, float] | None:
    """Return the first located place as (latitude, longitude), WGS84 degrees."""
    for place in located.lieux:
        if place.situation:
            return place.situation.latitude, place.situation.longitude
    return None


def _find_cell(point: tuple[float, float]) -> tuple[int, int]:
    return int(point[0] // CELL), int(point[1] // CELL)


def _neighbour_cells(point: tuple[float, float]) -> Iterable[tuple[int, int]]:
    row, column = _find_cell(point)
    return ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _freeze_groups(
    groups: Mapping[Key, list[InitiativeSituee]],
) -> Mapping[Key, tuple[InitiativeSituee, ...]]:
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})
