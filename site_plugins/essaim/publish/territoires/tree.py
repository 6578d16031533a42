"""The tree of `/territoires/`: from the régions down, as deep as one page may hold."""

from __future__ import annotations

from dataclasses import dataclass

from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.geography import LEVELS, RANKS
from essaim.publish.territoires.views import LinkView, link_territory

LINKS = 900
"""Links on the page; beyond, the deepest levels are left to the pages of the levels above."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A territory and what is shown below it; `page` names the link to its own page."""

    niveau: str
    lien: LinkView
    page: str
    branches: tuple[Branch, ...]
    ouverte: bool


def grow_tree(atlas: Atlas) -> tuple[Branch, ...]:
    """Return the régions, or whatever has no parent, with their branches."""
    deepest = _choose_depth(atlas)
    roots = [one for one in atlas.territories.values() if not one.parents]
    return tuple(_grow(one, atlas, deepest, alone=len(roots) == 1) for one in roots)


def _choose_depth(atlas: Atlas) -> int:
    total = 0
    for rank, niveau in enumerate(LEVELS):
        total += len(atlas.list_level(niveau))
        if total > LINKS:
            return max(1, rank - 1)
    return len(LEVELS)


def _grow(territory: Territory, atlas: Atlas, deepest: int, *, alone: bool) -> Branch:
    below = [
        child
        for one in territory.enfants
        if RANKS[one.niveau] <= deepest and (child := atlas.find(one.niveau, one.code))
    ]
    return Branch(
        territory.niveau.value,
        _link_quartier(territory) if territory.niveau is Niveau.QPV else link_territory(territory),
        write_text(f"territoires.accueil.page.{territory.niveau.value}"),
        tuple(_grow(one, atlas, deepest, alone=alone and len(below) == 1) for one in below),
        alone or territory.niveau is Niveau.REGION,
    )


def _link_quartier(quartier: Territory) -> LinkView:
    return LinkView(quartier.path, quartier.nom, tell_counts(quartier), vide=not quartier.covered)


def tell_counts(quartier: Territory) -> str:
    """Write the counts of a quartier by link, or that there is none."""
    words = [
        write_text(f"territoires.fiche.compte_{lien.value}", nombre=len(presences))
        for lien, presences in quartier.by_lien.items()
        if presences
    ]
    return ", ".join(words) or write_text("territoires.fiche.aucune")
