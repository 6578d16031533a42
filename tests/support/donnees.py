"""Read the catalogue's data files back, as the scripts do: a second opinion on what was written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from essaim.publish.words import fold_all

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
NAMES = ("carte", "catalogue", "textes")
LEVELS = ("commune", "epci", "departement", "region")


@dataclass(frozen=True)
class ReadPlace:
    """A place: degrees, the letter of its precision, its own name, the codes of its territories."""

    latitude: float
    longitude: float
    precision: str
    nom: str | None
    commune: str
    epci: str | None
    departement: str | None
    region: str | None


@dataclass(frozen=True)
class ReadRow:
    """An initiative as the files tell it; `facettes` holds codes, `liens` (code, letter, metres).

    `slug` is None when it is to be made from the title.
    """

    titre: str
    slug: str | None
    porteur: str
    depuis: int
    theme: str
    facettes: Mapping[str, tuple[str, ...]]
    places: tuple[ReadPlace, ...]
    situe: str | None
    agit: tuple[str, tuple[str, ...]] | None
    liens: tuple[tuple[str, str, int | None], ...]
    resume: str
    extra: frozenset[str]


def load_data(site: Path) -> dict[str, dict[str, Any]]:
    """Read the three files of a built site."""
    return {name: json.loads((site / f"donnees/{name}.json").read_text("utf-8")) for name in NAMES}


def parse_data(contents: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Read the three files from what was written, by address."""
    return {name: json.loads(contents[f"donnees/{name}.json"]) for name in NAMES}


def read_rows(data: Mapping[str, dict[str, Any]]) -> list[ReadRow]:
    """Read the rows; AssertionError when the files do not go together."""
    carte, catalogue, textes = (data[name] for name in NAMES)
    heads = [(file["version"], file["edition"], file["nombre"]) for file in data.values()]
    assert len(set(heads)) == 1
    count = carte["nombre"]
    facets = {
        name: read_facet(catalogue["termes"][name], catalogue["colonnes"][name], count)
        for name in catalogue["termes"]
    }
    themes = read_column(carte["theme"], count)
    porteurs = catalogue["porteur"]
    places = read_places(carte, catalogue)
    links = read_links(catalogue, count)
    extra = read_extra(textes, count)
    lines = dict(catalogue["situe"])
    acting = {row: (level, tuple(codes)) for row, level, codes in catalogue["agit"]}
    return [
        ReadRow(
            titre=catalogue["titre"][row],
            slug=catalogue["slug"][row] or None,
            porteur=porteurs["noms"][porteurs["rangs"][row]],
            depuis=catalogue["depuis"][row],
            theme=carte["themes"][themes[row]],
            facettes={name: facets[name][row] for name in facets},
            places=places[row],
            situe=lines.get(row),
            agit=acting.get(row),
            liens=links[row],
            resume=textes["resume"][row],
            extra=extra[row],
        )
        for row in range(count)
    ]


def read_column(column: str | Sequence[int], count: int) -> list[int]:
    """Read one index per row."""
    assert len(column) == count
    return [ALPHABET.index(one) if isinstance(one, str) else one for one in column]


def read_sets(column: Mapping[str, Any], count: int) -> list[tuple[int, ...]]:
    """Read one set of indexes per row."""
    sets = [tuple(one) for one in column["ensembles"]]
    return [sets[rank] for rank in read_column(column["rangs"], count)]


def read_facet(terms: Sequence[Sequence[str]], column: Any, count: int) -> list[tuple[str, ...]]:
    """Read the codes of each row."""
    if isinstance(column, dict):
        return [tuple(terms[i][0] for i in one) for one in read_sets(column, count)]
    return [(terms[i][0],) for i in read_column(column, count)]


def read_places(
    carte: Mapping[str, Any], catalogue: Mapping[str, Any]
) -> list[tuple[ReadPlace, ...]]:
    """Read the places of each row."""
    areas = catalogue["territoires"]
    names = dict(catalogue["lieu"])
    counts = [1] * carte["nombre"]
    for row, number in carte["lieux"]:
        assert number != 1
        counts[row] = number
    columns = zip(
        accumulate(carte["latitude"]),
        accumulate(carte["longitude"]),
        carte["precision"],
        accumulate(catalogue["commune"]),
        strict=True,
    )
    places = []
    for number, (latitude, longitude, precision, index) in enumerate(columns):
        commune, _, departement, epci = areas["commune"][index]
        dep = areas["departement"][departement] if departement >= 0 else (None, None, -1)
        places.append(
            ReadPlace(
                latitude / 100_000,
                longitude / 100_000,
                precision,
                names.get(number),
                commune,
                areas["epci"][epci][0] if epci >= 0 else None,
                dep[0],
                areas["region"][dep[2]][0] if dep[2] >= 0 else None,
            )
        )
    assert len(places) == sum(counts)
    rest = iter(places)
    return [tuple(next(rest) for _ in range(number)) for number in counts]


def read_links(
    catalogue: Mapping[str, Any], count: int
) -> list[tuple[tuple[str, str, int | None], ...]]:
    """Read the quartiers of each row."""
    links: list[list[tuple[str, str, int | None]]] = [[] for _ in range(count)]
    columns = catalogue["liens"]
    rows = accumulate(columns["rang"])
    for row, index, letter, distance in zip(
        rows, columns["quartier"], columns["relation"], columns["distance"], strict=True
    ):
        code = catalogue["quartiers"][index][0]
        links[row].append((code, letter, None if distance < 0 else distance))
    return [tuple(one) for one in links]


def read_extra(textes: Mapping[str, Any], count: int) -> list[frozenset[str]]:
    """Read the words of each row that only the search tells."""
    words: list[set[str]] = [set() for _ in range(count)]
    for word, steps in zip(textes["mots"], textes["extra"], strict=True):
        for row in accumulate(steps):
            assert word not in words[row]
            words[row].add(word)
    return [frozenset(one) for one in words]


def make_slug(titre: str) -> str:
    """Make the address of an initiative from its title, when the files tell none."""
    return fold_all([titre])[0].replace(" ", "-")
