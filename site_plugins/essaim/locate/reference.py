"""The official geography of `reference/`: communes, EPCI, départements, régions, quartiers.

One line per commune stays a line of text until it is asked for: reading the 37,000 of them takes a
tenth of a second, and a build asks for a few hundred. Made by `reference/build_communes.py`; the
sources and the gaps are in `reference/SOURCES.md`.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from essaim.collect.model import Niveau
from essaim.locate.model import Quartier, Territoire
from essaim.locate.names import fold_name, fold_name_loosely
from essaim.locate.record import read_quartiers

_UPPER_FILES = {
    Niveau.EPCI: "epci.csv",
    Niveau.DEPARTEMENT: "departements.csv",
    Niveau.REGION: "regions.csv",
}
_CODE_AND_NAME = re.compile(r"^([^,]*),([^,]*),", re.MULTILINE)


class Genre(StrEnum):
    """What a line of `communes.csv.gz` is; all but the first are parts of a commune."""

    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"
    DELEGUEE = "deleguee"
    ASSOCIEE = "associee"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today, or a part of one: arrondissement municipal, commune déléguée or associée.

    `parent` is the code of the commune a part belongs to, empty for a commune. `latitude` and
    `longitude` in degrees WGS84: the town hall, or a point of the contour when `centre` says so;
    None where no source gives them. `rayon`: metres from there to the farthest point of the
    contour. `epci` is empty for a few islands and for the overseas collectivités.
    """

    code: str
    nom: str
    genre: Genre
    departement: str
    region: str
    epci: str
    parent: str
    population: int | None
    codes_postaux: tuple[str, ...]
    anciens_codes: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    rayon: int | None
    centre: str


def _parse_commune(line: str) -> Commune:
    cells = line.split(",")
    code, nom, genre, departement, region, epci, parent, population = cells[:8]
    postcodes, former, latitude, longitude, radius, centre = cells[8:]
    return Commune(
        code,
        nom,
        Genre(genre),
        departement,
        region,
        epci,
        parent,
        int(population) if population else None,
        tuple(postcodes.split()),
        tuple(former.split()),
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(radius) if radius else None,
        centre,
    )


def _index(keys: Iterable[str]) -> Mapping[str, list[int]]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        rows[key].append(row)
    return dict(rows)


@dataclass(frozen=True, eq=False)
class Reference:
    """The tables of one vintage (`millesime`, a year). Build it with `load_reference`.

    `lines`, `codes` and `names` (one per line) run along the rows of `communes.csv.gz`; `upper`
    gives the names of EPCI, départements and régions by level and code. `quartiers`: the official
    list by code, None when `essaim reference` has not installed it.
    """

    millesime: str
    lines: tuple[str, ...] = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)
    names: str = field(repr=False)
    upper: Mapping[Niveau, Mapping[str, str]] = field(repr=False)
    quartiers: Mapping[str, Quartier] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        """Count the lines: communes and parts of communes."""
        return len(self.lines)

    def read_row(self, row: int) -> Commune:
        """Return the commune of a line."""
        return _parse_commune(self.lines[row])

    def get_commune(self, code: str) -> Commune | None:
        """Return what bears this INSEE code today, or the commune it was merged into."""
        row = self._row_by_code.get(code)
        if row is None:
            row = self._row_by_former_code.get(code)
        return None if row is None else self.read_row(row)

    def get_parent(self, part: Commune) -> Commune:
        """Return the commune that a part belongs to; a commune is its own."""
        return self.read_row(self._row_by_code[part.parent]) if part.parent else part

    def list_named(self, nom: str, *, loosely: bool = False) -> tuple[Commune, ...]:
        """Return what bears this name, communes first; `loosely` forgives the leading article."""
        name = nom.replace("\n", " ")
        if loosely:
            rows = self._rows_by_loose_name.get(fold_name_loosely(name), [])
        else:
            rows = self._rows_by_name.get(fold_name(name), [])
        return tuple(self.read_row(row) for row in rows)

    def list_arrondissements(self, commune: str) -> tuple[Commune, ...]:
        """Return the arrondissements municipaux of Paris, Lyon or Marseille, by its code."""
        return tuple(part for part in self._arrondissements if part.parent == commune)

    def list_around(self, code_postal: str) -> Iterator[tuple[str, Commune]]:
        """Give (folded name, commune or part) for all whose postcodes begin as this one does.

        The first digits of a postcode are the département's, but for a few hundred communes.
        """
        for row in self._rows_by_prefix.get(_cut_prefix(code_postal), []):
            yield self._folded[row], self.read_row(row)

    def list_folded_names(self) -> list[str]:
        """Return the folded names, in the order of the lines."""
        return self._folded

    def find_territoire(self, niveau: Niveau, code: str) -> Territoire | None:
        """Return the territory of this level and code; None for an unknown one and for a QPV."""
        if niveau is Niveau.COMMUNE:
            commune = self.get_commune(code)
            if commune is None or commune.code != code or commune.genre is not Genre.COMMUNE:
                return None
            return Territoire(niveau, code, commune.nom)
        nom = self.upper.get(niveau, {}).get(code)
        return None if nom is None else Territoire(niveau, code, nom)

    def list_territoires(self, commune: Commune) -> tuple[Territoire, ...]:
        """Return the territories of a commune: itself, its EPCI, département and région.

        The levels that a commune lacks (EPCI of a few islands) are left out.
        """
        whole = self.get_parent(commune)
        found = (
            self.find_territoire(niveau, code)
            for niveau, code in (
                (Niveau.COMMUNE, whole.code),
                (Niveau.EPCI, whole.epci),
                (Niveau.DEPARTEMENT, whole.departement),
                (Niveau.REGION, whole.region),
            )
        )
        return tuple(territoire for territoire in found if territoire is not None)

    @cached_property
    def _row_by_code(self) -> Mapping[str, int]:
        # Communes come first in the file: a déléguée often bears its commune's code.
        return dict(zip(reversed(self.codes), range(len(self.codes) - 1, -1, -1), strict=True))

    @cached_property
    def _row_by_former_code(self) -> Mapping[str, int]:
        return {
            code: row for row in range(len(self)) for code in self.lines[row].split(",")[9].split()
        }

    @cached_property
    def _folded(self) -> list[str]:
        return fold_name(self.names).split("\n")

    @cached_property
    def _rows_by_name(self) -> Mapping[str, list[int]]:
        return _index(self._folded)

    @cached_property
    def _rows_by_loose_name(self) -> Mapping[str, list[int]]:
        return _index(fold_name_loosely(self.names).split("\n"))

    @cached_property
    def _arrondissements(self) -> tuple[Commune, ...]:
        mark = f",{Genre.ARRONDISSEMENT},"
        return tuple(_parse_commune(line) for line in self.lines if mark in line)

    @cached_property
    def _rows_by_prefix(self) -> Mapping[str, list[int]]:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row in range(len(self)):
            whole = self.get_parent(self.read_row(row))
            for prefix in sorted({_cut_prefix(code) for code in whole.codes_postaux}):
                rows[prefix].append(row)
        return dict(rows)


def _cut_prefix(code_postal: str) -> str:
    return code_postal[: 3 if code_postal.startswith(("97", "98")) else 2]


def _read_names(path: Path) -> Mapping[str, str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["nom"] for row in csv.DictReader(stream)}


def load_reference(folder: Path) -> Reference:
    """Read the tables of a folder made by `build_communes.py`.

    OSError when a file is missing or broken: an installation to mend, not a contributor's file.
    """
    text = gzip.decompress((folder / "communes.csv.gz").read_bytes()).decode("utf-8")
    body = text[text.index("\n") + 1 :]
    codes, names = zip(*_CODE_AND_NAME.findall(body), strict=True)
    return Reference(
        millesime=(folder / "millesime.txt").read_text("utf-8").strip(),
        lines=tuple(body.splitlines()),
        codes=codes,
        names="\n".join(names),
        upper={niveau: _read_names(folder / name) for niveau, name in _UPPER_FILES.items()},
        quartiers=read_quartiers(folder),
    )
