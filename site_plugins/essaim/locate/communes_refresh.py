"""The committed tables brought up to date from API Géo: names, postcodes, parents, populations.

What the service does not give (centres, radii, former codes, parts of communes) stays as it was;
`reference/build_communes.py` remakes everything. Source: geo.api.gouv.fr, Licence Ouverte.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from essaim.locales import write_text
from essaim.locate.reference import Genre
from essaim.locate.replacement import replace_file

QUESTIONS: Final[Mapping[str, str]] = {
    "communes": (
        "communes?fields=nom,code,codesPostaux,codeEpci,codeDepartement,codeRegion,centre,population"
    ),
    "epcis": "epcis?fields=nom,code,population",
}
FEWEST: Final[Mapping[str, int]] = {"communes": 34_000, "epcis": 1_100}
MOST: Final[Mapping[str, int]] = {"communes": 38_000, "epcis": 1_500}
_SHAPES: Final[Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    "communes": {
        "code": re.compile(r"[0-9][0-9AB][0-9]{3}"),
        "codeDepartement": re.compile(r"[0-9][0-9AB][0-9]?"),
        "codeRegion": re.compile(r"[0-9]{2,3}"),
    },
    "epcis": {"code": re.compile(r"[0-9]{9}")},
}
_FORBIDDEN: Final = re.compile(r'[,"\r\n]')
"""No cell may hold these: the reader cuts lines at commas."""


class RefreshError(Exception):
    """Why the answers of the service cannot be used, as a French sentence."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What changed: how many communes, the codes that are new, those the service lacks (kept)."""

    changed: int
    added: tuple[str, ...]
    missing: tuple[str, ...]


def refresh_tables(folder: Path, read: Callable[[str], bytes], millesime: str) -> Refresh:
    """Ask everything with `read(question)`, check it, then replace the tables of `folder`.

    RefreshError or whatever `read` raises leaves every table as it was.
    """
    answers = {name: check_answer(name, read(question)) for name, question in QUESTIONS.items()}
    former = gzip.decompress((folder / "communes.csv.gz").read_bytes()).decode("utf-8")
    communes, refresh = merge_communes(former, answers["communes"])
    epcis = merge_epcis((folder / "epci.csv").read_text("utf-8"), answers["epcis"])
    replace_file(folder / "communes.csv.gz", gzip.compress(communes.encode(), 9, mtime=0))
    replace_file(folder / "epci.csv", epcis.encode())
    replace_file(folder / "millesime.txt", f"{millesime}\n".encode())
    return refresh


def check_answer(name: str, content: bytes) -> list[dict[str, Any]]:
    """Return the rows of an answer; RefreshError names the first wrong field and its row."""
    try:
        rows = json.loads(content)
    except ValueError:
        raise _refuse("illisible", nom=name) from None
    if not isinstance(rows, list) or not FEWEST[name] <= len(rows) <= MOST[name]:
        count = len(rows) if isinstance(rows, list) else 0
        raise _refuse("compte", nom=name, nombre=count, minimum=FEWEST[name], maximum=MOST[name])
    for rank, row in enumerate(rows, start=1):
        _check_row(name, rank, row)
    return rows


def _check_row(name: str, rank: int, row: Any) -> None:
    if not isinstance(row, dict):
        raise _refuse("champ", nom=name, rang=rank, champ="{}")
    nom = row.get("nom")
    if not isinstance(nom, str) or not nom or _FORBIDDEN.search(nom):
        raise _refuse("champ", nom=name, rang=rank, champ="nom")
    for field, shape in _SHAPES[name].items():
        if not shape.fullmatch(str(row.get(field, ""))):
            raise _refuse("champ", nom=name, rang=rank, champ=field)
    postcodes = row.get("codesPostaux", [])
    if not isinstance(postcodes, list) or not all(
        re.fullmatch(r"[0-9]{5}", str(one)) for one in postcodes
    ):
        raise _refuse("champ", nom=name, rang=rank, champ="codesPostaux")


def merge_communes(former: str, answers: Iterable[Mapping[str, Any]]) -> tuple[str, Refresh]:
    """Return the table (CSV) with the answers laid over it, in the same order, and the changes."""
    table = list(csv.DictReader(io.StringIO(former)))
    columns = list(table[0])
    told = {str(answer["code"]): answer for answer in answers}
    rows: list[dict[str, str]] = []
    changed = 0
    missing = []
    communes = [row for row in table if row["type"] == Genre.COMMUNE]
    for row in communes:
        answer = told.pop(row["code"], None)
        updated = row | (_read_commune(answer) if answer else {})
        changed += updated != row
        rows.append(updated)
        if answer is None:
            missing.append(row["code"])
    blank = dict.fromkeys(columns, "") | {"type": Genre.COMMUNE.value}
    rows += [blank | _read_commune(answer) | _read_centre(answer) for answer in told.values()]
    rows.sort(key=lambda row: row["code"])
    rows += [row for row in table if row["type"] != Genre.COMMUNE]
    refresh = Refresh(changed, tuple(sorted(told)), tuple(missing))
    return _write_table(columns, rows), refresh


def merge_epcis(former: str, answers: Iterable[Mapping[str, Any]]) -> str:
    """Return the table (CSV) of EPCI with the answers laid over it; none is removed."""
    table = list(csv.DictReader(io.StringIO(former)))
    rows = {row["code"]: row for row in table}
    for answer in answers:
        code = str(answer["code"])
        row = rows.get(code, dict.fromkeys(table[0], "") | {"code": code})
        population = str(answer.get("population") or row["population"])
        rows[code] = row | {"nom": _set_name(answer["nom"]), "population": population}
    return _write_table(list(table[0]), [rows[code] for code in sorted(rows)])


def _read_commune(answer: Mapping[str, Any]) -> dict[str, str]:
    return {
        "code": str(answer["code"]),
        "nom": _set_name(answer["nom"]),
        "departement": str(answer["codeDepartement"]),
        "region": str(answer["codeRegion"]),
        "epci": str(answer.get("codeEpci") or ""),
        "population": str(answer.get("population") or ""),
        "codes_postaux": " ".join(map(str, answer.get("codesPostaux", []))),
    }


def _read_centre(answer: Mapping[str, Any]) -> dict[str, str]:
    centre = answer.get("centre")
    if not isinstance(centre, dict) or not isinstance(centre.get("coordinates"), list):
        return {}
    longitude, latitude = centre["coordinates"][:2]
    return {
        "latitude": f"{latitude:.4f}",
        "longitude": f"{longitude:.4f}",
        "centre": "contour",
    }


def _set_name(name: str) -> str:
    return " ".join(name.replace("'", "’").split())


def _write_table(columns: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    lines = [",".join(columns), *(",".join(row[name] for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def _refuse(reason: str, **values: object) -> RefreshError:
    return RefreshError(write_text(f"lieux.actualisation.{reason}", **values))
