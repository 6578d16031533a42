"""What the demonstration catalogue tells its readers, file by file, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from essaim.collect.proofs import PAGE_PROSE, PROSE, read_sheet, read_yaml_texts
from essaim.collect.source import decode_source, find_place
from essaim.collect.typography import BLOCK, HIDDEN, Proof

ROOT = Path(__file__).resolve().parents[2]
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
TERM = frozenset(
    {"nom", "pluriel", "sigle", "definition", "texte", "presentation", "explication", "moyens"}
)
FIELD = frozenset({"titre", "description"})
NAMES = frozenset({"titre", "nom", "editeur", "credit", "source", "par", "partenaires"})
"""Fields that carry names, which are copied as they are."""


@dataclass(frozen=True)
class Written:
    """A file: its path from the root, its text, and the proof of what is French in it."""

    path: str
    text: str
    proof: Proof

    def point_at(self, offset: int) -> str:
        """Write `initiatives/x.md:12:5`, which a terminal opens."""
        line, column = find_place(self.text, offset)
        return f"{self.path}:{line}:{column}"


def read_text(path: Path) -> str:
    """Read a file as the catalogue does."""
    text, flaws = decode_source(path.read_bytes())
    assert text is not None, f"{path}: {flaws}"
    return text


@cache
def list_initiatives(keys: frozenset[str] = PROSE) -> tuple[Written, ...]:
    """Read every initiative; `keys` are the fields that count as prose."""
    return tuple(_read_sheets("initiatives", keys))


@cache
def list_pages() -> tuple[Written, ...]:
    """Read every written page."""
    return tuple(_read_sheets("content", PAGE_PROSE))


def _read_sheets(folder: str, keys: frozenset[str]) -> Iterator[Written]:
    for path in sorted((ROOT / folder).rglob("*.md")):
        text = read_text(path)
        proof = read_sheet(text, keys)
        assert proof is not None, f"{path}: no front matter"
        yield Written(path.relative_to(ROOT).as_posix(), text, proof)


@cache
def list_vocabularies() -> tuple[Written, ...]:
    """Read every vocabulary."""
    return tuple(_read_yaml(path, TERM) for path in sorted((ROOT / "vocabulaires").rglob("*.yml")))


@cache
def list_locales() -> tuple[Written, ...]:
    """Read every file of sentences; of the fields of a file, what explains them."""
    folder = ROOT / "site_plugins/essaim/locales/fr"
    return tuple(
        _read_yaml(path, FIELD if path.stem == "champs" else None)
        for path in sorted(folder.glob("*.yml"))
    )


def _read_yaml(path: Path, keys: frozenset[str] | None) -> Written:
    text = read_text(path)
    return Written(path.relative_to(ROOT).as_posix(), text, read_yaml_texts(text, keys))


def list_all() -> tuple[Written, ...]:
    """Read all that is written in French."""
    return (*list_initiatives(), *list_pages(), *list_vocabularies(), *list_locales())


def list_words(written: Written) -> Iterator[tuple[str, int]]:
    """List the words of a file with their offsets; what touches something hidden is no word."""
    text = written.proof.text
    for found in WORDS.finditer(text):
        around = (
            text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        )
        if HIDDEN not in around and not re.search(r"[\d_]", around):
            yield found[0], written.proof.starts[found.start()]


def list_passages(written: Written) -> Iterator[tuple[str, int]]:
    """List the values and paragraphs of a file, with the rank of their first character."""
    for found in BLOCK.finditer(written.proof.text):
        if found[0].strip():
            yield found[0], found.start()
