"""Which quartiers have an initiative, and where there is none yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from essaim.collect.model import Niveau
from essaim.locate.model import InitiativeSituee
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.nearest import Measurer, Nearest
from essaim.publish.territoires.presences import COUNTED, Lien


@dataclass(frozen=True, slots=True)
class Coverage:
    """The quartiers of a territory, each counted once, by its strongest link.

    `unsure`: initiatives « à préciser » in those that have none.
    """

    territory: Territory
    total: int
    dans: int
    proche: int
    dessert: int
    unsure: int

    @property
    def sans(self) -> int:
        """Quartiers without an initiative."""
        return self.total - self.dans - self.proche - self.dessert

    @property
    def part(self) -> int:
        """Hundredths of the quartiers that have one."""
        return round(100 * (self.total - self.sans) / self.total)


@dataclass(frozen=True, slots=True)
class Gap:
    """A quartier without an initiative, and the nearest one."""

    quartier: Territory
    nearest: Nearest | None
    to_contour: bool


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps of an EPCI (None for a quartier without one) in a département."""

    departement: str
    epci: Territory | None
    gaps: tuple[Gap, ...]


def find_strongest(quartier: Territory) -> Lien | None:
    """Return how a quartier is best served, None when it is not."""
    return next((lien for lien in COUNTED if quartier.by_lien[lien]), None)


def list_coverage(atlas: Atlas, niveau: Niveau) -> tuple[Coverage, ...]:
    """Count the quartiers of each territory of a level that has some."""
    return tuple(
        _cover(territory, atlas) for territory in atlas.list_level(niveau) if territory.quartiers
    )


def _cover(territory: Territory, atlas: Atlas) -> Coverage:
    quartiers = atlas.list_quartiers(territory)
    counts = Counter(map(find_strongest, quartiers))
    unsure = {
        presence.located.slug
        for quartier in quartiers
        if not quartier.covered
        for presence in quartier.by_lien[Lien.A_PRECISER]
    }
    return Coverage(
        territory,
        len(quartiers),
        counts[Lien.DANS],
        counts[Lien.PROCHE],
        counts[Lien.DESSERT],
        len(unsure),
    )


def list_gaps(atlas: Atlas, measurer: Measurer) -> tuple[GapGroup, ...]:
    """List the quartiers without an initiative, by département then EPCI."""
    groups: dict[tuple[str, str], list[Gap]] = {}
    for quartier in atlas.list_level(Niveau.QPV):
        if quartier.covered:
            continue
        around = measurer.look_around(quartier)
        gap = Gap(quartier, next(iter(around.nearest), None), around.to_contour)
        codes = {t.niveau: t.code for t in quartier.chaine}
        key = codes.get(Niveau.DEPARTEMENT, ""), codes.get(Niveau.EPCI, "")
        groups.setdefault(key, []).append(gap)
    made = (
        GapGroup(
            departement.nom if (departement := atlas.find(Niveau.DEPARTEMENT, code)) else "",
            atlas.find(Niveau.EPCI, epci),
            tuple(gaps),
        )
        for (code, epci), gaps in groups.items()
    )
    return tuple(sorted(made, key=lambda one: (one.departement, one.epci.nom if one.epci else "")))


def count_themes(territory: Territory) -> Counter[str]:
    """Count the initiatives with a place in a territory, or travelling there, by theme."""
    return Counter(
        code for located in list_present(territory) for code in located.initiative.themes
    )


def list_present(territory: Territory) -> Iterable[InitiativeSituee]:
    """List who has a place in a territory or travels there."""
    for lien in (Lien.DANS, Lien.ITINERANTE):
        yield from (presence.located for presence in territory.by_lien[lien])
