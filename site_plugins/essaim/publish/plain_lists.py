"""The plain lists, for readers without scripts: every initiative, by region then by département."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from essaim.catalogue import Catalogue
from essaim.collect.folding import fold_text
from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, Territoire

ONE_PAGE = 300
"""Initiatives up to which one page holds them all."""
PLACELESS = "itinerantes"
"""In an address, in place of a département's code."""
FOLDER = "catalogue/liste"

Members = tuple[InitiativeSituee, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The initiatives of a département, or those without any place.

    `nom` is how a reader names it; `code` ends the address of its page.
    """

    code: str
    nom: str
    initiatives: Members

    @property
    def path(self) -> str:
        """Return the address of its page, from the site's root."""
        return f"{FOLDER}/{self.code}/"


@dataclass(frozen=True, slots=True)
class Region:
    """The départements of a region that have an initiative."""

    nom: str
    groups: tuple[Group, ...]


def list_regions(catalogue: Catalogue) -> tuple[Region, ...]:
    """List regions and départements in alphabetical order; what has no place comes last.

    An initiative stands in each département where it has a place.
    """
    members: dict[Territoire, dict[str, InitiativeSituee]] = {}
    names: dict[Territoire, str] = {}
    placeless = []
    for located in catalogue.initiatives:
        homes = _list_homes(located)
        for departement, region in homes.items():
            members.setdefault(departement, {})[located.slug] = located
            names[departement] = region
        if not homes:
            placeless.append(located)
    found = [
        Region(
            region or write_text("interface.liste.sans_region"),
            tuple(
                _make_group(area, members[area].values())
                for area in _sort_areas(names)
                if names[area] == region
            ),
        )
        for region in sorted(set(names.values()), key=lambda nom: (not nom, fold_text(nom)))
    ]
    if placeless:
        nom = _name_placeless(placeless)
        found.append(Region(nom, (Group(PLACELESS, nom, tuple(placeless)),)))
    return tuple(found)


def _list_homes(located: InitiativeSituee) -> dict[Territoire, str]:
    """Give the name of the region of each département with a place, empty when it is unknown."""
    homes = {}
    for place in located.lieux:
        areas = place.situation.territoires if place.situation else ()
        levels = {area.niveau: area for area in areas}
        if departement := levels.get(Niveau.DEPARTEMENT):
            region = levels.get(Niveau.REGION)
            homes[departement] = region.nom if region else ""
    return homes


def _make_group(area: Territoire, members: Iterable[InitiativeSituee]) -> Group:
    nom = write_text("interface.liste.departement", nom=area.nom, code=area.code)
    return Group(area.code, nom, tuple(members))


def _sort_areas(areas: Iterable[Territoire]) -> list[Territoire]:
    return sorted(areas, key=lambda area: (fold_text(area.nom), area.code))


def _name_placeless(placeless: list[InitiativeSituee]) -> str:
    settled = any(located.lieux for located in placeless)
    return write_text(f"interface.liste.{'sans_lieu' if settled else 'itinerantes'}")
