"""The addresses a story may hold: what they point to must be there, and must be harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from essaim.collect.allowed_html import ALLOWED_SCHEMES
from essaim.collect.flaws import Flaw
from essaim.collect.pictures import Pictures

SCHEME = re.compile(r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\-\x00-\x20]*:")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the file: the catalogue's written pages, and the folder's images."""

    content: Path
    pictures: Pictures


Check: TypeAlias = Callable[[str, Surroundings], Iterable[Flaw | str]]


def check_link(address: str, surroundings: Surroundings) -> Iterable[Flaw | str]:
    """Check where a link leads; gives the slug of an initiative instead, to be checked later."""
    check = next(check for pattern, check in LINKS if pattern.match(address))
    return check(address, surroundings)


def check_image_address(address: str, surroundings: Surroundings) -> Iterable[Flaw | str]:
    """Check that an image comes from the folder beside."""
    check = next(check for pattern, check in IMAGES if pattern.match(address))
    return check(address, surroundings)


def clean_path(address: str) -> str:
    """Take the path of a relative address: no query, no anchor, no `%20`, no `./` in front."""
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0]).removeprefix("./")


def _accept(address: str, surroundings: Surroundings) -> list[Flaw | str]:
    return []


def _refuse(code: str) -> Check:
    return lambda address, surroundings: [Flaw(code, values={"adresse": address[:80]})]


def _check_scheme(address: str, surroundings: Surroundings) -> list[Flaw | str]:
    # Browsers ignore blanks in a scheme: https://url.spec.whatwg.org/#url-parsing
    scheme = re.sub(r"[\x00-\x20]", "", address.partition(":")[0]).lower()
    if scheme in ALLOWED_SCHEMES:
        return []
    return [Flaw("lien_protocole", values={"protocole": scheme[:30]})]


def _check_initiative(address: str, surroundings: Surroundings) -> list[Flaw | str]:
    return [clean_path(address).removesuffix(".md")]


def _check_page(address: str, surroundings: Surroundings) -> list[Flaw | str]:
    path = clean_path(address).removeprefix("../content/")
    if is_inside(surroundings.content, path):
        return []
    return [Flaw("page_absente", values={"adresse": address[:80]})]


def _check_picture(address: str, surroundings: Surroundings) -> Iterable[Flaw | str]:
    return surroundings.pictures.check(clean_path(address).removeprefix("images/"))


# The first pattern that fits the start of the address wins.
LINKS: tuple[tuple[re.Pattern[str], Check], ...] = (
    (SCHEME, _check_scheme),
    (re.compile(r"#"), _accept),
    (re.compile(r"\?|\s*$"), _refuse("lien_vide")),
    (re.compile(r"[/\\]"), _refuse("lien_absolu")),
    (re.compile(r"(\./)?[^/\\?#]+\.md([?#]|$)"), _check_initiative),
    (re.compile(r"\.\./content/"), _check_page),
    (re.compile(r"(\./)?images/"), _check_picture),
    (
        re.compile(r"www\.|[\w.-]+\.(fr|org|com|net|eu|coop|info)([/?#]|$)"),
        _refuse("lien_sans_protocole"),
    ),
    (re.compile(r""), _refuse("lien_inconnu")),
)
IMAGES: tuple[tuple[re.Pattern[str], Check], ...] = (
    (SCHEME, _refuse("image_distante")),
    (re.compile(r"//"), _refuse("image_distante")),
    (re.compile(r"(\./)?images/"), _check_picture),
    (re.compile(r""), _refuse("image_ailleurs")),
)


def is_inside(folder: Path, path: str) -> bool:
    """Tell whether a relative path is a file that does not leave the folder."""
    try:
        target = (folder / path).resolve()
        return target.is_relative_to(folder.resolve()) and target.is_file()
    except (OSError, ValueError, RuntimeError):
        return False
