"""The atlas: every territory that has something to show, with its neighbours up and down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau
from essaim.locate.model import InitiativeSituee, Territoire
from essaim.publish.territoires.geography import (
    RANKS,
    Geography,
    Key,
    make_key,
    make_path,
    sort_territories,
)
from essaim.publish.territoires.presences import (
    COUNTED,
    Lien,
    Presence,
    list_presences,
    merge_presences,
    sort_presences,
)


@dataclass(frozen=True)
class Territory:
    """A territory, from the région down to it (`chaine`, itself last), and who is there.

    `enfants`: the territories right below that are shown; `quartiers`: codes of all those inside.
    """

    chaine: tuple[Territoire, ...]
    parents: tuple[Territoire, ...]
    enfants: tuple[Territoire, ...]
    quartiers: tuple[str, ...]
    presences: tuple[Presence, ...]

    @property
    def niveau(self) -> Niveau:
        """Its level."""
        return self.chaine[-1].niveau

    @property
    def code(self) -> str:
        """Its official code."""
        return self.chaine[-1].code

    @property
    def nom(self) -> str:
        """Its name, or its code when no name is known."""
        return self.chaine[-1].nom

    @property
    def path(self) -> str:
        """Its page, from the site's root."""
        return make_path(self.niveau, self.code)

    @cached_property
    def by_lien(self) -> Mapping[Lien, tuple[Presence, ...]]:
        """List who is there, by link."""
        return MappingProxyType(
            {lien: tuple(one for one in self.presences if one.lien is lien) for lien in Lien}
        )

    @property
    def covered(self) -> bool:
        """Tell whether an initiative is in it, near it or serves it; « à préciser » is none."""
        return any(self.by_lien[lien] for lien in COUNTED)


@dataclass(frozen=True)
class Atlas:
    """The territories of a catalogue, by level and code, from the largest."""

    geography: Geography
    territories: Mapping[Key, Territory]

    def list_level(self, niveau: Niveau) -> tuple[Territory, ...]:
        """List the territories of a level, as a French reader sorts them."""
        return self._levels.get(niveau, ())

    def find(self, niveau: Niveau, code: str) -> Territory | None:
        """Return a territory that is shown."""
        return self.territories.get((niveau, code))

    def list_quartiers(self, territory: Territory) -> tuple[Territory, ...]:
        """List the quartiers inside a territory."""
        return tuple(self.territories[Niveau.QPV, code] for code in territory.quartiers)

    @cached_property
    def millesime(self) -> str | None:
        """The vintage of the quartiers shown, None when none is."""
        links = (
            link.millesime
            for territory in self.list_level(Niveau.QPV)
            for presence in territory.presences
            if presence.situation
            for link in presence.situation.qpv
            if link.millesime
        )
        return self.geography.millesime or next(links, None)

    @cached_property
    def _levels(self) -> Mapping[Niveau, tuple[Territory, ...]]:
        groups: dict[Niveau, list[Territory]] = {}
        for territory in self.territories.values():
            groups.setdefault(territory.niveau, []).append(territory)
        return {niveau: tuple(group) for niveau, group in groups.items()}


def build_atlas(catalogue: Catalogue) -> Atlas:
    """Place every initiative in every territory it is tied to."""
    geography = Geography(catalogue)
    names: dict[Key, Territoire] = {}
    found: dict[Key, dict[str, Presence]] = {}
    for located in catalogue.initiatives:
        for territoire, presence in list_presences(located, geography):
            key = make_key(territoire)
            names.setdefault(key, territoire)
            here = found.setdefault(key, {})
            here[located.slug] = merge_presences(here.get(located.slug), presence)
    for code in _list_perimeter(found, geography):
        names.setdefault((Niveau.QPV, code), geography.find_chain(Niveau.QPV, code)[-1])
    above = _add_parents(names, geography)
    _add_covering(catalogue.initiatives, found, above)
    return Atlas(geography, MappingProxyType(_assemble(names, found, above, geography)))


def _list_perimeter(found: Iterable[Key], geography: Geography) -> list[str]:
    """Official quartiers of the départements in which an initiative has a place."""
    if not geography.complete:
        return []
    departements = {code for niveau, code in found if niveau is Niveau.DEPARTEMENT}
    return [
        code
        for code in sorted(geography.quartiers)
        if any(
            territoire.niveau is Niveau.DEPARTEMENT and territoire.code in departements
            for territoire in geography.list_above(Niveau.QPV, code)
        )
    ]


def _add_parents(
    names: dict[Key, Territoire], geography: Geography
) -> dict[Key, tuple[Territoire, ...]]:
    """Add to `names` what is above each territory; return what is above, by territory."""
    above: dict[Key, tuple[Territoire, ...]] = {}
    for key in list(names):
        above[key] = geography.list_above(*key)
        for territoire in above[key]:
            names.setdefault(make_key(territoire), territoire)
    for key in names.keys() - above.keys():
        above[key] = geography.list_above(*key)
    return above


def _add_covering(
    initiatives: Iterable[InitiativeSituee],
    found: dict[Key, dict[str, Presence]],
    above: Mapping[Key, tuple[Territoire, ...]],
) -> None:
    """Add the itinerant ones that act in a larger territory, or in the whole country."""
    acting: dict[Key, list[Presence]] = {}
    everywhere: list[Presence] = []
    for located in initiatives:
        if located.initiative.itinerante and located.initiative.perimetre:
            if located.initiative.perimetre.niveau is Niveau.FRANCE:
                everywhere.append(Presence(located, Lien.ITINERANTE))
            for area in located.perimetre:
                presence = Presence(located, Lien.ITINERANTE, par=(area,))
                acting.setdefault(make_key(area), []).append(presence)
    for key, parents in above.items():
        here = found.setdefault(key, {})
        larger = [one for parent in parents for one in acting.get(make_key(parent), ())]
        for presence in (*larger, *everywhere):
            former = here.get(presence.located.slug)
            if former is None or former.lien is Lien.A_PRECISER:
                here[presence.located.slug] = presence


def _assemble(
    names: Mapping[Key, Territoire],
    found: Mapping[Key, Mapping[str, Presence]],
    above: Mapping[Key, tuple[Territoire, ...]],
    geography: Geography,
) -> dict[Key, Territory]:
    children: dict[Key, dict[Key, Territoire]] = {}
    quartiers: dict[Key, list[str]] = {}
    for key, territoire in names.items():
        for parent in _list_direct(key, above[key]):
            children.setdefault(parent, {})[key] = territoire
        if territoire.niveau is Niveau.COMMUNE:
            for upper, lower in pairwise(above[key]):
                # An EPCI across two départements is shown in both.
                children.setdefault(make_key(upper), {})[make_key(lower)] = lower
        if territoire.niveau is Niveau.QPV:
            for parent_above in above[key]:
                quartiers.setdefault(make_key(parent_above), []).append(territoire.code)
    return {
        make_key(territoire): Territory(
            chaine=(*geography.find_chain(*make_key(territoire))[:-1], territoire),
            parents=above[make_key(territoire)],
            enfants=sort_territories(children.get(make_key(territoire), {}).values()),
            quartiers=tuple(sorted(quartiers.get(make_key(territoire), ()))),
            presences=sort_presences(found.get(make_key(territoire), {}).values()),
        )
        for territoire in sort_territories(names.values())
    }


def _list_direct(key: Key, above: tuple[Territoire, ...]) -> tuple[Key, ...]:
    """Return the parents right above: all the communes of a quartier, else one."""
    if key[0] is Niveau.QPV:
        communes = [make_key(t) for t in above if t.niveau is Niveau.COMMUNE]
        if communes:
            return tuple(communes)
    lower = sorted(above, key=lambda t: RANKS[t.niveau])
    return (make_key(lower[-1]),) if lower else ()
