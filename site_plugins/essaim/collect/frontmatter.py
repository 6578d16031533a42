"""A file in two: the front matter between its `---` lines, as data with positions, then the story.

Our own reader, because MkDocs' turns a broken front matter into page text, and because PyYAML's
keeps the last of two twin keys without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from essaim.collect.flaws import Flaw, Spot
from essaim.collect.source import find_place
from essaim.collect.yaml_reader import Reading, read_yaml

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
BODY_LINE = 2
"""The line of the file where a front matter starts, below the opening fence."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose front matter could be read.

    `data` is the mapping as written, `spot` its positions in the file, `body` the Markdown below,
    from the 1-based line `body_line` on.
    """

    data: dict[str, Any]
    spot: Spot
    body: str
    body_line: int


def read_document(text: str) -> tuple[Document | None, list[Flaw]]:
    """Cut a file in two and read its front matter; flaws may come with a document or without."""
    parts = split_text(text)
    if isinstance(parts, Flaw):
        return None, [parts]
    header, body, body_line = parts
    tab = TABS.search(header) if "\t" in header else None
    if tab:
        line, _ = find_place(header, tab.start())
        column = tab[0].index("\t") + 1
        return None, [Flaw("tabulation", line=line + BODY_LINE - 1, column=column)]
    reading = read_yaml(header, BODY_LINE)
    if not reading.complete:
        return None, reading.flaws
    if not isinstance(reading.data, dict) or reading.spot is None:
        return None, [*reading.flaws, explain_shape(reading)]
    return Document(reading.data, reading.spot, body, body_line), reading.flaws


def split_text(text: str) -> tuple[str, str, int] | Flaw:
    """Cut at the fences: the YAML, the body, the body's first line; or why it cannot be cut."""
    opening = FENCE.match(text)
    if not opening:
        late = FENCE.search(text)
        if late and not text[: late.start()].strip():
            line, _ = find_place(text, late.start())
            return Flaw("en_tete_decale", line=line)
        return Flaw("en_tete_absent", line=1)
    # Searching for the text first is ten times faster than for the pattern, line by line.
    start = text.find("\n---", opening.end())
    closing = FENCE.search(text, start + 1) if start >= 0 else None
    if not closing:
        return Flaw("en_tete_non_ferme", line=1)
    header = text[opening.end() + 1 : closing.start()]
    body_line = header.count("\n") + BODY_LINE + 1
    return header, text[closing.end() + 1 :], body_line


def explain_shape(reading: Reading) -> Flaw:
    """Tell that a YAML text which should be a mapping is something else."""
    if reading.spot is None or reading.data is None:
        return Flaw("en_tete_vide", line=1)
    line, column, _ = reading.spot
    return Flaw("en_tete_sans_cles", line=line, column=column)
