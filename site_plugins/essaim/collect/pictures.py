"""The images beside the initiatives: there, really images, light enough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from essaim.collect.flaws import Flaw
from essaim.collect.folding import find_closest

MAX_BYTES = 2 * 1024 * 1024
HEAVY_BYTES = 600 * 1024
HEAD = 32
"""Bytes that tell the format of an image."""


class Pictures:
    """The `images/` folder of a folder of initiatives, each file looked at once at most."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is read before it is asked for."""
        self.folder = folder
        self._known: dict[str, tuple[Flaw, ...]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the folder's files, with their exact case whatever the disk."""
        try:
            return frozenset(entry.name for entry in self.folder.iterdir())
        except OSError:
            return frozenset()

    def check(self, name: str) -> tuple[Flaw, ...]:
        """Tell what is wrong with an image, in flaws without a place."""
        if name not in self._known:
            self._known[name] = tuple(self._look_at(name))
        return self._known[name]

    def _look_at(self, name: str) -> Iterator[Flaw]:
        values: dict[str, object] = {"fichier": name[:80]}
        if name not in self.names:
            close = find_closest(name, sorted(self.names))
            hint = "hint_proche" if close else "hint"
            yield Flaw("image_absente", values={**values, "proche": close}, hint=hint)
            return
        file = self.folder / name
        try:
            target = file.resolve(strict=True)
            inside = target.is_relative_to(self.folder.resolve())
            size = target.stat().st_size
            # Opening a pipe would wait for ever.
            head = read_head(target) if target.is_file() else None
        except (OSError, RuntimeError):
            head = None
        if head is None:
            yield Flaw("image_illisible", values=values)
            return
        if not inside:
            yield Flaw("image_sortante", values=values)
            return
        found = recognize_format(head)
        expected = file.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
        if found is None:
            yield Flaw("image_fausse", values={**values, "extension": expected})
        elif found != expected:
            yield Flaw("image_autre_format", values={**values, "format": found})
        yield from _check_weight(size, values)


def read_head(file: Path) -> bytes:
    """Read the bytes that tell a format; raises OSError."""
    with file.open("rb") as stream:
        return stream.read(HEAD)


def _check_weight(size: int, values: dict[str, object]) -> Iterator[Flaw]:
    values = {**values, "taille": round(size / 1024)}
    if size > MAX_BYTES:
        yield Flaw("image_trop_lourde", values={**values, "limite": MAX_BYTES // 1024})
    elif size > HEAVY_BYTES:
        yield Flaw("image_lourde", values={**values, "limite": HEAVY_BYTES // 1024})


# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern; AVIF by the brands of its
# `ftyp` box (https://aomediacodec.github.io/av1-avif/#brands).
SIGNATURES: Mapping[str, re.Pattern[bytes]] = {
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "avif": re.compile(rb".{4}ftyp.*avi[fs]", re.DOTALL),
}


def recognize_format(head: bytes) -> str | None:
    """Recognise an image by its first bytes: `jpg`, `png`, `webp`, `avif`, or None."""
    return next((name for name, sign in SIGNATURES.items() if sign.match(head)), None)
