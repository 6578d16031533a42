"""Contours installed: everything is checked before the former ones are replaced.

Imports shapely: `commands/reference.py` loads this module only when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Final

from essaim.locales import write_text
from essaim.locate.archive import read_archive
from essaim.locate.contours import (
    CONTOURS_FILE,
    ContoursError,
    format_contours,
    parse_contours,
    read_millesime,
)
from essaim.locate.model import Quartier
from essaim.locate.record import Record, write_record
from essaim.locate.replacement import replace_file
from essaim.locate.territories import repair_contours

OFFICIAL_MINIMUM: Final = 1000
"""Quartiers of an official archive; there were 1,609 in 2024 and 1,514 in 2015."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to install: `origin` is told (an address, a name), `millesime` wins over its name.

    `sha256` (hexadecimal) must be the file's when it is given; `minimum`: how many quartiers.
    """

    path: Path
    origin: str
    millesime: str | None = None
    sha256: str | None = None
    minimum: int = 1


def install_contours(folder: Path, source: Source, today: date) -> Record:
    """Check a file of contours, repair them, then replace those of `folder`; return the record.

    ContoursError says what is wrong, OSError what cannot be read or written; the former contours
    are then untouched.
    """
    with source.path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    if source.sha256 and digest != source.sha256.strip().lower():
        raise ContoursError(
            write_text("lieux.telechargement.empreinte", trouvee=digest, attendue=source.sha256)
        )
    content, name = read_archive(source.path)
    contours, told = parse_contours(content)
    if len(contours) < source.minimum:
        raise ContoursError(
            write_text("lieux.contours.trop_peu", nombre=len(contours), minimum=source.minimum)
        )
    millesime = source.millesime or read_millesime(name) or told
    if not millesime:
        raise ContoursError(write_text("lieux.contours.sans_millesime"))
    repair = repair_contours(contours)
    record = Record(
        millesime=millesime,
        licence=write_text("lieux.licence_qpv"),
        source=source.origin,
        date=today.isoformat(),
        sha256=digest,
        taille=source.path.stat().st_size,
        repares=repair.mended,
        sans_surface=repair.empty,
        quartiers={one.code: Quartier(one.nom, one.communes, millesime) for one in contours},
    )
    replace_file(folder / CONTOURS_FILE, format_contours(repair.contours, millesime).encode())
    write_record(folder, record)
    return record
