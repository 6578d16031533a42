"""The addresses a story may hold: what they point to must be there, and must be harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from essaim.collect.allowed_html import ALLOWED_SCHEMES
from essaim.collect.flaws import Flaw
from essaim.collect.pictures import Pictures

SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-\s]*):")
BARE_DOMAIN = re.compile(r"www\.\S+|[\w-]+(\.[\w-]+)*\.(fr|org|com|net|eu|coop|info)(/\S*)?", re.I)
CONTENT = "../content/"
IMAGES = "images/"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the file: the catalogue's written pages, and the folder's images."""

    content: Path
    pictures: Pictures


def check_link(address: str, surroundings: Surroundings) -> Iterator[Flaw | str]:
    """Check where a link leads; gives the slug of an initiative instead, to be checked later."""
    values: dict[str, object] = {"adresse": address[:80]}
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    scheme = SCHEME.match(address)
    initiative = re.fullmatch(r"(?:\./)?([^/\\]+)\.md", path)
    if scheme:
        yield from check_scheme(address, scheme[1])
    elif address.startswith("#"):
        return
    elif not path:
        yield Flaw("lien_vide")
    elif address.startswith(("/", "\\")):
        yield Flaw("lien_absolu", values=values)
    elif initiative:
        yield initiative[1]
    elif path.startswith(CONTENT):
        if not is_inside(surroundings.content, path.removeprefix(CONTENT)):
            yield Flaw("page_absente", values=values)
    elif path.startswith(IMAGES):
        yield from surroundings.pictures.check(path.removeprefix(IMAGES))
    elif BARE_DOMAIN.fullmatch(path):
        yield Flaw("lien_sans_protocole", values=values)
    else:
        yield Flaw("lien_inconnu", values=values)


def check_image_address(address: str, surroundings: Surroundings) -> Iterator[Flaw | str]:
    """Check that an image comes from the folder beside."""
    values: dict[str, object] = {"adresse": address[:80]}
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    if SCHEME.match(address) or address.startswith("//"):
        yield Flaw("image_distante", values=values)
    elif path.removeprefix("./").startswith(IMAGES):
        yield from surroundings.pictures.check(path.removeprefix("./").removeprefix(IMAGES))
    else:
        yield Flaw("image_ailleurs", values=values)


def check_scheme(address: str, scheme: str) -> Iterator[Flaw]:
    """Refuse the schemes that run something (`javascript:`), and those no visitor can follow."""
    # Browsers ignore blanks in a scheme: https://url.spec.whatwg.org/#url-parsing
    name = re.sub(r"\s", "", scheme).lower()
    if name not in ALLOWED_SCHEMES:
        values = {"protocole": name[:30], "adresse": address[:80]}
        yield Flaw("lien_protocole", values=values)


def is_inside(folder: Path, path: str) -> bool:
    """Tell whether a relative path is a file that does not leave the folder."""
    try:
        target = (folder / path).resolve()
        return target.is_relative_to(folder.resolve()) and target.is_file()
    except (OSError, ValueError, RuntimeError):
        return False
