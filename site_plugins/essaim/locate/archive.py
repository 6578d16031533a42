"""The official archive: a zip that holds the contours, or the bare GeoJSON, taken with mistrust.

Nothing is ever extracted on disk: the one member that matters is read in memory, within bounds.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from essaim.locales import write_text
from essaim.locate.contours import ContoursError

MAX_CONTENT: Final = 300 * 2**20
"""Bytes of a GeoJSON, unpacked; the official one is about twenty times smaller."""
MAX_RATIO: Final = 100
"""Unpacked over packed; coordinates pack three to ten times."""
MAX_MEMBERS: Final = 1000
OFFICIAL_MEMBER: Final = re.compile(
    r"(?i)(?:^|/)QP\d{4}_France_Hexagonale_Outre_Mer_WGS84[^/]*\.geojson$"
)
_GEOJSON: Final = re.compile(r"(?i)\.(?:geo)?json$")
_ZIP_MAGIC: Final = b"PK\x03\x04"
_JUNK: Final = "__MACOSX/"


def read_archive(path: Path) -> tuple[bytes, str]:
    """Return the GeoJSON of a file, zipped or not, and its name.

    ContoursError for what is neither, OSError when the file cannot be read.
    """
    with path.open("rb") as stream:
        start = stream.read(1024)
    if start.startswith(_ZIP_MAGIC):
        return _read_zip(path)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        raise _refuse("page_web")
    if not text.startswith(b"{"):
        raise _refuse("ni_zip_ni_geojson")
    if path.stat().st_size > MAX_CONTENT:
        raise _refuse("trop_gros", limite=MAX_CONTENT // 2**20)
    return path.read_bytes(), path.name


def _read_zip(path: Path) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            member = _choose_member(archive)
            with archive.open(member) as stream:
                # The header may lie about the size: what counts is what comes out.
                content = stream.read(MAX_CONTENT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError):
        raise _refuse("zip_abime") from None
    if len(content) > MAX_CONTENT:
        raise _refuse("trop_gros", limite=MAX_CONTENT // 2**20)
    return content, PurePosixPath(member.filename).name


def _choose_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Find the one GeoJSON of an archive whose every member is harmless."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _refuse("trop_de_membres", nombre=len(members))
    for member in members:
        _check_name(member.filename)
    candidates = [
        member
        for member in members
        if _GEOJSON.search(member.filename) and not member.filename.startswith(_JUNK)
    ]
    official = [member for member in candidates if OFFICIAL_MEMBER.search(member.filename)]
    chosen = official or candidates
    if not chosen:
        raise _refuse("sans_geojson")
    if len(chosen) > 1:
        raise _refuse("plusieurs_geojson", noms=", ".join(one.filename for one in chosen[:5]))
    _check_size(chosen[0])
    return chosen[0]


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise _refuse("chemin_dangereux", nom=name)


def _check_size(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise _refuse("chiffre", nom=member.filename)
    if member.file_size > MAX_CONTENT:
        raise _refuse("trop_gros", limite=MAX_CONTENT // 2**20)
    if member.file_size > MAX_RATIO * max(member.compress_size, 1024):
        raise _refuse("bombe", nom=member.filename)


def _refuse(reason: str, **values: object) -> ContoursError:
    return ContoursError(write_text(f"lieux.archive.{reason}", **values))
