"""`reference/qpv.json`: what is installed of the quartiers, where it comes from, and their names.

A build needs no more than this to tell a wrong code; contours are read only where they are used.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from essaim.locate.model import Quartier
from essaim.locate.replacement import replace_file

RECORD_FILE: Final = "qpv.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Where the contours come from: `sha256` and `taille` (bytes) are those of the source file.

    `date`: day of the installation (YYYY-MM-DD). `repares`: codes of the contours made valid;
    `sans_surface`: those of which nothing was left.
    """

    millesime: str
    licence: str
    source: str
    date: str
    sha256: str
    taille: int
    repares: tuple[str, ...]
    sans_surface: tuple[str, ...]
    quartiers: Mapping[str, Quartier]


def write_record(folder: Path, record: Record) -> None:
    """Write the record whole or not at all, one quartier per line."""
    head = {name: getattr(record, name) for name in Record.__slots__ if name != "quartiers"}
    lines = [
        f"    {_write_json(code)}: {_write_json({'nom': one.nom, 'communes': one.communes})}"
        for code, one in sorted(record.quartiers.items())
    ]
    text = "".join(f"  {_write_json(name)}: {_write_json(head[name])},\n" for name in head)
    body = ",\n".join(lines)
    replace_file(folder / RECORD_FILE, f'{{\n{text}  "quartiers": {{\n{body}\n  }}\n}}\n'.encode())


def read_quartiers(folder: Path) -> Mapping[str, Quartier] | None:
    """Return the installed list by code, None when there is none; OSError for a broken record."""
    path = folder / RECORD_FILE
    try:
        raw = json.loads(path.read_bytes())
        return {
            code: Quartier(one["nom"], tuple(one["communes"]), raw["millesime"])
            for code, one in raw["quartiers"].items()
        }
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from None


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
