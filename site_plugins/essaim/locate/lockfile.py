"""`lieux.lock.json`: every place resolved once, so that a build needs no network.

Sorted, one place per line, always the same bytes for the same content: two people who add places
get a merge that git, or a reader, can settle line by line.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from essaim.collect.model import Lieu
from essaim.locales import write_text
from essaim.locate.model import Quartier, Situation
from essaim.locate.names import fold_lines
from essaim.locate.replacement import replace_file
from essaim.problems import Problem

VERSION: Final = 1
_SITUATION: Final = TypeAdapter(Situation)
_QUARTIER: Final = TypeAdapter(Quartier)
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_KEY: Final = re.compile(r'^\s*("(?:[^"\\]|\\.)*")\s*:', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lock:
    """The places known, by key. `millesime`: vintage of the geography of the last writing.

    `quartiers`: those that files cite, by code; names come with contours that a build may lack.
    """

    millesime: str = ""
    lieux: Mapping[str, Situation] = field(default_factory=dict)
    quartiers: Mapping[str, Quartier] = field(default_factory=dict)


def make_place_key(lieu: Lieu) -> str:
    """Return the key of a place: all that decides where it is, and nothing else.

    `commune|postcode|INSEE code|address|latitude,longitude|QPV`, folded (case, accents and
    punctuation do not move a place), without the empty parts of the end.
    """
    point = ""
    if lieu.latitude is not None and lieu.longitude is not None:
        point = f"{lieu.latitude:.5f},{lieu.longitude:.5f}"
    parts = (
        _fold_line(lieu.commune),
        lieu.code_postal or "",
        lieu.code_insee or "",
        _fold_line(lieu.adresse or ""),
        point,
        " ".join(sorted(set(lieu.qpv))),
    )
    return "|".join(parts).rstrip("|")


def _fold_line(text: str) -> str:
    return fold_lines(" ".join(text.split()))


def format_lock(lock: Lock) -> str:
    """Write a lock as text: JSON, sorted by key, one place or quartier per line."""
    lines = [
        f"    {_write_json(key)}: {_write_json(dump_situation(lock.lieux[key]))}"
        for key in sorted(lock.lieux)
    ]
    head = f'  "version": {VERSION},\n  "millesime": {_write_json(lock.millesime)},\n'
    body = f'  "lieux": {_join_lines(lines)}'
    if lock.quartiers:
        named = [
            f"    {_write_json(code)}: {_write_json(_dump_quartier(lock.quartiers[code]))}"
            for code in sorted(lock.quartiers)
        ]
        body += f',\n  "quartiers": {_join_lines(named)}'
    return "{\n" + head + body + "\n}\n"


def _join_lines(lines: list[str]) -> str:
    return "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"


def _dump_quartier(quartier: Quartier) -> dict[str, Any]:
    return {
        "nom": quartier.nom,
        "communes": list(quartier.communes),
        "millesime": quartier.millesime,
    }


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def dump_situation(situation: Situation) -> dict[str, Any]:
    """Return the fields of a place as JSON writes them, always in the same order."""
    return {
        "latitude": float(situation.latitude),
        "longitude": float(situation.longitude),
        "precision": situation.precision,
        "score": None if situation.score is None else float(situation.score),
        "libelle": situation.libelle,
        "fournisseur": situation.fournisseur,
        "date": situation.date,
        "millesime": situation.millesime,
        "territoires": [
            {"niveau": one.niveau, "code": one.code, "nom": one.nom}
            for one in situation.territoires
        ],
        "qpv": [
            {
                "code": link.code,
                "nom": link.nom,
                "relation": link.relation,
                "distance": link.distance,
                "millesime": link.millesime,
            }
            for link in situation.qpv
        ],
        "millesime_qpv": situation.millesime_qpv,
    }


def parse_lock(text: str, name: str) -> tuple[Lock, list[Problem]]:
    """Read a lock from its text; `name` is the path that problems bear.

    A text that is not a lock gives an empty one and one problem; a bad place is left out and gives
    one problem at its line, the others are kept.
    """
    raw, twice, problem = _decode_json(text, name)
    problem = problem or _check_head(raw, name)
    if problem:
        return Lock(), [problem]
    read = {key: read_situation(place) for key, place in raw["lieux"].items()}
    flaws = {key: flaw for key, flaw in read.items() if isinstance(flaw, str)}
    lines = _find_lines(text) if flaws or twice else {}
    problems = [
        _write_problem(name, "entree", lines.get(key, 1), cle=key, champs=flaw)
        for key, flaw in flaws.items()
    ]
    problems += [_write_problem(name, "double", lines.get(key, 1), cle=key) for key in twice]
    good = {key: place for key, place in read.items() if isinstance(place, Situation)}
    quartiers, flawed = _read_quartiers(raw.get("quartiers", {}))
    if flawed:
        lines = lines or _find_lines(text)
        problems += [
            _write_problem(name, "entree", lines.get(key, 1), cle=key, champs=flaw)
            for key, flaw in flawed.items()
        ]
    return Lock(raw["millesime"], good, quartiers), problems


def _decode_json(text: str, name: str) -> tuple[Any, list[str], Problem | None]:
    """Return the value, the keys that stand twice in an object, and what made reading fail."""
    twice: list[str] = []

    def gather(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(gathered := dict(pairs)) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            twice.extend(key for key, count in counts.items() if count > 1)
        return gathered

    if conflict := _CONFLICT.search(text):
        return None, [], _write_problem(name, "conflit", _count_line(text, conflict.start()))
    try:
        raw = json.loads(text, object_pairs_hook=gather)
        if "\\u" in text:  # half of a surrogate pair can be read but never written
            _write_json(raw).encode()
    except json.JSONDecodeError as error:
        return None, [], _write_problem(name, "illisible", error.lineno, error.colno)
    except (ValueError, RecursionError):
        return None, [], _write_problem(name, "illisible")
    return raw, twice, None


def _check_head(raw: Any, name: str) -> Problem | None:
    if not isinstance(raw, dict) or "version" not in raw:
        return _write_problem(name, "illisible")
    if raw["version"] != VERSION:
        return _write_problem(name, "version", version=raw["version"])
    if not isinstance(raw.get("lieux"), dict) or not isinstance(raw.get("millesime"), str):
        return _write_problem(name, "illisible")
    return None


def read_situation(place: object) -> Situation | str:
    """Return the situation, or the names of the fields that are wrong."""
    try:
        return _SITUATION.validate_python(place)
    except ValidationError as error:
        return _list_wrong(error)


def _read_quartiers(raw: object) -> tuple[dict[str, Quartier], dict[str, str]]:
    """Return the quartiers, and the wrong fields of those that cannot be read."""
    good: dict[str, Quartier] = {}
    flaws: dict[str, str] = {}
    entries = raw if isinstance(raw, dict) else {"quartiers": raw}
    for code, entry in entries.items():
        try:
            good[code] = _QUARTIER.validate_python(entry)
        except ValidationError as error:
            flaws[code] = _list_wrong(error)
    return good, flaws


def _list_wrong(error: ValidationError) -> str:
    wrong = (".".join(map(str, flaw["loc"])) for flaw in error.errors(include_url=False))
    return ", ".join(dict.fromkeys(wrong))


def _find_lines(text: str) -> dict[str, int]:
    return {
        json.loads(match[1], strict=False): _count_line(text, match.start(1))
        for match in _KEY.finditer(text)
    }


def _count_line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _write_problem(
    name: str, code: str, line: int = 1, column: int = 1, **values: object
) -> Problem:
    code = f"lock_{code}"
    message = write_text(f"lieux.{code}.message", **values)
    return Problem(name, line, column, "", code, message, write_text(f"lieux.{code}.hint"))


def read_lock(path: Path, name: str | None = None) -> tuple[Lock, list[Problem]]:
    """Read a lock file; a missing one is an empty lock and no problem.

    `name`: its path relative to the catalogue's root, for problems; by default its bare name.
    """
    name = name or path.name
    try:
        return parse_lock(path.read_bytes().decode("utf-8-sig"), name)
    except FileNotFoundError:
        return Lock(), []
    except (OSError, UnicodeDecodeError):
        return Lock(), [_write_problem(name, "illisible")]


def write_lock(path: Path, lock: Lock) -> bool:
    """Write a lock file whole or not at all; return whether its bytes changed.

    The former file stays until the new one is complete on disk. OSError when that fails.
    """
    content = format_lock(lock).encode()
    target = path.resolve()
    if target.is_file() and target.read_bytes() == content:
        return False
    replace_file(target, content)
    return True
