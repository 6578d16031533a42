"""Who is inside whom: the parents of a territory, from the official tables or the places' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from essaim.catalogue import Catalogue
from essaim.collect.folding import fold_text
from essaim.collect.model import Niveau
from essaim.locate.model import Quartier, Territoire
from essaim.locate.quartiers import update_communes

LEVELS = (Niveau.REGION, Niveau.DEPARTEMENT, Niveau.EPCI, Niveau.COMMUNE, Niveau.QPV)
"""From the largest to the smallest."""
RANKS: Mapping[Niveau, int] = {level: rank for rank, level in enumerate(LEVELS)}

Key = tuple[Niveau, str]


def make_key(territoire: Territoire) -> Key:
    """Return what tells a territory from another: two vintages may name it differently."""
    return territoire.niveau, territoire.code


def make_path(niveau: Niveau, code: str) -> str:
    """Return the address of a territory's page, from the site's root."""
    return f"territoires/{niveau.value}/{code}/"


def sort_territories(territories: Iterable[Territoire]) -> tuple[Territoire, ...]:
    """Sort by level, then as a French reader expects."""
    return tuple(sorted(territories, key=lambda t: (RANKS[t.niveau], fold_text(t.nom), t.code)))


class Geography:
    """The territories above any other; a chain runs from the région down."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the official tables of a catalogue, or what its places know without them."""
        self._reference = catalogue.geographie
        self.quartiers: Mapping[str, Quartier] = catalogue.quartiers
        self.complete = self._reference is not None and self._reference.quartiers is not None
        self._chains: dict[str, tuple[Territoire, ...]] = {}
        for located in catalogue.initiatives:
            for place in located.lieux:
                if place.situation and place.situation.territoires:
                    chain = tuple(reversed(place.situation.territoires))
                    self._chains.setdefault(chain[-1].code, chain)

    @cached_property
    def millesime(self) -> str | None:
        """The vintage of the quartiers known, None when none is."""
        return next((one.millesime for one in self.quartiers.values() if one.millesime), None)

    def find_chain(self, niveau: Niveau, code: str) -> tuple[Territoire, ...]:
        """Return the territories above one of them, itself last; itself alone when unknown.

        An EPCI or a quartier that lies across several départements or communes is told under the
        one that has most of it, or the first.
        """
        if niveau is Niveau.COMMUNE:
            return self._chain_commune(code)
        if niveau is Niveau.QPV:
            communes = self.list_communes(code)
            itself = Territoire(niveau, code, self.name_quartier(code))
            above = self._chain_commune(communes[0]) if communes else self._guess_chain(code)
            return (*above, itself)
        if niveau is Niveau.EPCI:
            itself = self._name(niveau, code)
            above = self._chain_departement(self._epci_departements.get(code, ""))
            return (*above, itself)
        if niveau is Niveau.DEPARTEMENT:
            return self._chain_departement(code)
        return (self._name(niveau, code),)

    def list_above(self, niveau: Niveau, code: str) -> tuple[Territoire, ...]:
        """Return every territory above: of a quartier, those of all its communes."""
        communes = self.list_communes(code) if niveau is Niveau.QPV else ()
        if not communes:
            return self.find_chain(niveau, code)[:-1]
        above = {make_key(t): t for commune in communes for t in self._chain_commune(commune)}
        return tuple(above.values())

    def list_communes(self, code: str) -> tuple[str, ...]:
        """Return the INSEE codes of a quartier's communes, today's; none when it is not known."""
        known = self.quartiers.get(code)
        if known is None:
            return ()
        if self._reference is None:
            return known.communes
        return update_communes(known.communes, self._reference)

    def name_quartier(self, code: str) -> str:
        """Return a quartier's name, its code when it is not known."""
        known = self.quartiers.get(code)
        return known.nom if known else code

    def find_centre(self, commune: str) -> tuple[float, float] | None:
        """Return a commune's centre as (latitude, longitude), degrees WGS84."""
        found = self._reference.get_commune(commune) if self._reference else None
        if found is None or found.latitude is None or found.longitude is None:
            return None
        return found.latitude, found.longitude

    def list_postcodes(self, commune: str) -> tuple[str, ...]:
        """Return the postcodes of a commune."""
        found = self._reference.get_commune(commune) if self._reference else None
        return found.codes_postaux if found else ()

    def _chain_commune(self, code: str) -> tuple[Territoire, ...]:
        if code not in self._chains:
            found = self._reference.get_commune(code) if self._reference else None
            territories = (
                self._reference.list_territoires(found) if self._reference and found else ()
            )
            chain = tuple(reversed(territories))
            self._chains[code] = chain or (Territoire(Niveau.COMMUNE, code, code),)
        return self._chains[code]

    def _chain_departement(self, code: str) -> tuple[Territoire, ...]:
        if not code:
            return ()
        region = self._regions.get(code)
        itself = self._name(Niveau.DEPARTEMENT, code)
        return (self._name(Niveau.REGION, region), itself) if region else (itself,)

    def _guess_chain(self, code: str) -> tuple[Territoire, ...]:
        """The three characters after QN are a département's: 062, 02A, 974."""
        departement = code[2:5].removeprefix("0")
        return self._chain_departement(departement) if departement in self._regions else ()

    def _name(self, niveau: Niveau, code: str) -> Territoire:
        found = self._reference.find_territoire(niveau, code) if self._reference else None
        return found or self._told.get((niveau, code)) or Territoire(niveau, code, code)

    @cached_property
    def _told(self) -> Mapping[Key, Territoire]:
        return {make_key(t): t for chain in self._chains.values() for t in chain}

    @cached_property
    def _parents(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the région of each département and the main département of each EPCI."""
        rows = Counter[tuple[str, str, str]]()
        if self._reference:
            # Columns of `communes.csv.gz`: departement, region and epci are the fourth to sixth.
            rows.update(tuple(line.split(",", 6)[3:6]) for line in self._reference.lines)  # type: ignore[misc]
        for chain in [] if self._reference else self._chains.values():
            codes = {t.niveau: t.code for t in chain}
            rows[
                codes.get(Niveau.DEPARTEMENT, ""),
                codes.get(Niveau.REGION, ""),
                codes.get(Niveau.EPCI, ""),
            ] += 1
        regions = {departement: region for departement, region, _ in rows if departement}
        epci: dict[str, str] = {}
        for (departement, _, code), _count in rows.most_common():
            if code:
                epci.setdefault(code, departement)
        return regions, epci

    @property
    def _regions(self) -> Mapping[str, str]:
        return self._parents[0]

    @property
    def _epci_departements(self) -> Mapping[str, str]:
        return self._parents[1]
