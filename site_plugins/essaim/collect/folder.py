"""A folder of initiatives: which of its files are to be read, what the others do there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from essaim.collect.flaws import Flaw
from essaim.collect.folding import propose_slug
from essaim.collect.values import SLUG_PATTERN

IMAGES = "images"
SUFFIX = ".md"
MAX_NAME = 80
IGNORED_NAMES = frozenset({"README.md", "LISEZMOI.md", "Thumbs.db"})
"""Files that live in any folder and say nothing of initiatives; hidden files too are ignored."""
RESERVED_SLUGS = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{device}{rank}" for device in ("com", "lpt") for rank in range(1, 10)}
)
"""`index` is the address of the list itself; Windows refuses files with the other names.

https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""


@dataclass(slots=True)
class Listing:
    """The files to read, by name, and the flaws of the folder's entries, by path."""

    files: list[Path] = field(default_factory=list)
    flaws: list[tuple[Path, Flaw]] = field(default_factory=list)


def list_files(folder: Path) -> Listing:
    """List a folder; a file wrongly named is read too, so that all its problems are told."""
    listing = Listing()
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        listing.flaws.append((folder, Flaw("dossier_absent")))
        return listing
    names = {path.name for path in paths}
    for path in paths:
        if path.name.startswith(".") or path.name in IGNORED_NAMES:
            continue
        if path.suffix.lower() != SUFFIX:
            listing.flaws += [(path, flaw) for flaw in check_stray(path)]
            continue
        listing.files.append(path)
        listing.flaws += [(path, flaw) for flaw in check_name(path.name, names)]
    return listing


def check_stray(path: Path) -> list[Flaw]:
    """Tell that something in the folder will not be read."""
    if path.is_dir():
        return [] if path.name == IMAGES else [Flaw("dossier_ignore")]
    proposed = propose_slug(path.name.partition(".")[0]) + SUFFIX
    return [Flaw("fichier_ignore", values={"nom": proposed})]


def check_name(name: str, names: set[str]) -> list[Flaw]:
    """Check that a file is named `<slug>.md`, and that no other one differs by case or accents."""
    stem = name[: -len(SUFFIX)]
    if stem in RESERVED_SLUGS:
        return [Flaw("nom_reserve", values={"nom": name})]
    if len(stem) > MAX_NAME:
        values = {"nombre": len(stem), "limite": MAX_NAME, "propose": propose_slug(stem) + SUFFIX}
        return [Flaw("nom_trop_long", values=values)]
    if name.endswith(SUFFIX) and re.fullmatch(SLUG_PATTERN, stem):
        return []
    proposed = propose_slug(stem) + SUFFIX
    if proposed == SUFFIX:
        return [Flaw("nom_de_fichier", hint="hint_sans_nom")]
    if proposed in names:
        return [Flaw("nom_en_double", values={"autre": proposed})]
    return [Flaw("nom_de_fichier", values={"propose": proposed})]
