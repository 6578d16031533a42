"""What a draft left to its author: « À compléter »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from essaim.collect.flaws import Flaw, Loc, Spot, find_spot
from essaim.collect.frontmatter import Document
from essaim.collect.source import find_place
from essaim.locales import find_text

STARTS = ("compl", "COMPL")
"""One of these is in every mark: looking for it first spares the pattern to most files."""


def check_marks(document: Document, text: str) -> Iterator[Flaw]:
    """Find the marks left in the values and in the story of a file, whose whole text is given."""
    if not any(start in text for start in STARTS) or not _make_pattern().search(text):
        return
    for loc in _find_marked(document.data):
        line, column = _find_mark(text, document.spot, loc)
        yield Flaw("a_completer", loc, line=line, column=column)
    for found in _make_pattern().finditer(document.body):
        line, column = find_place(document.body, found.start())
        yield Flaw("a_completer", line=document.body_line + line - 1, column=column)


@cache
def _make_pattern() -> re.Pattern[str]:
    # Case counts: the capital tells the mark from the verb (« il reste à compléter le plan »).
    marks = find_text("problemes.mots.a_completer")
    return re.compile("|".join(re.escape(mark).replace(r"\ ", r"\s+") + r"\b" for mark in marks))


def _find_marked(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    if isinstance(value, str):
        if _make_pattern().search(value):
            yield loc
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _find_marked(below, (*loc, key))
    elif isinstance(value, list):
        for rank, below in enumerate(value):
            yield from _find_marked(below, (*loc, rank))


def _find_mark(text: str, spot: Spot, loc: Loc) -> tuple[int, int]:
    line, column = find_spot(spot, loc)
    lines = text.split("\n")
    offset = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
    found = _make_pattern().search(text, offset)
    return find_place(text, found.start()) if found else (line, column)
