"""What is prose in a file: some values of its front matter, its Markdown less code and addresses.

The rest is masked, each character by one character, so that a proof and its file stay in step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from essaim.collect.flaws import Flaw
from essaim.collect.frontmatter import split_text
from essaim.collect.masks import hide_inline, hide_markdown
from essaim.collect.typography import HIDDEN, OUTSIDE, Proof
from essaim.collect.yaml_parser import choose_parser

PROSE = frozenset(
    {
        *("titre", "resume", "nom", "partenaires", "services", "libelle", "texte", "par"),
        *("facteurs_de_reussite", "freins", "conditions", "essaimage", "ouverture"),
        *("alt", "legende", "credit", "editeur", "source"),
    }
)
"""The fields of a front matter that hold French, at any depth; `commune` and `adresse` are official
names, compared to a reference."""
PAGE_PROSE = frozenset({"title", "description", "accroche", "chapo"})
"""Those of a written page."""


@dataclass(frozen=True, slots=True)
class _Scalar:
    """A text of a YAML file: where it is written, quotes included, and how."""

    start: int
    end: int
    style: str
    prose: bool


def read_sheet(text: str, keys: frozenset[str] = PROSE) -> Proof | None:
    """Make the proof of an initiative or of a page; None when its front matter cannot be cut off.

    Raises `yaml.YAMLError` when it cannot be read.
    """
    parts = split_text(text)
    if isinstance(parts, Flaw):
        return None
    header, body, _ = parts
    fence = text.index("\n") + 1
    proof = _mask_all(text[:fence])
    proof += _read_header(header, fence, keys)
    proof += _mask_all(text[fence + len(header) : len(text) - len(body)], fence + len(header))
    proof += _read_markdown(body, len(text) - len(body))
    return _gather(proof)


def read_markdown(text: str) -> Proof:
    """Make the proof of a Markdown text."""
    return _gather(_read_markdown(text, 0))


def read_yaml_texts(text: str, keys: frozenset[str] | None = None) -> Proof:
    """Make the proof of a YAML file: the values of `keys` at any depth, or all of them."""
    return _gather(_read_header(text, 0, keys))


_Chars = list[tuple[str, str, int]]
"""Characters as seen, as written, and their offsets."""


def _gather(chars: _Chars) -> Proof:
    seen, written, starts = zip(*chars, strict=True) if chars else ((), (), ())
    return Proof("".join(seen), tuple(written), tuple(starts))


def _mask_all(text: str, offset: int = 0) -> _Chars:
    return [(c if c == "\n" else OUTSIDE, c, offset + n) for n, c in enumerate(text)]


def _read_header(header: str, offset: int, keys: frozenset[str] | None) -> _Chars:
    chars: _Chars = []
    position = 0
    for scalar in _list_scalars(header, keys):
        if scalar.prose and scalar.start >= position:
            chars += _mask_all(header[position : scalar.start], offset + position)
            chars += READERS[scalar.style](header[scalar.start : scalar.end], offset + scalar.start)
            position = scalar.end
    return chars + _mask_all(header[position:], offset + position)


def _list_scalars(header: str, keys: frozenset[str] | None) -> Iterator[_Scalar]:
    """List the values of a YAML text; a list's items belong to the key of the list."""
    parser = choose_parser()(header)
    # Where we are: the key that waits for its value (None: the next scalar is a key), or, in a
    # list, the key the list belongs to.
    stack: list[list[Any]] = []
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        in_mapping = bool(stack) and stack[-1][0] == "mapping"
        key = stack[-1][1] if stack else None
        if isinstance(event, ScalarEvent):
            if in_mapping and key is None:
                stack[-1][1] = event.value
                continue
            start, end = (int(mark.index) for mark in _list_marks(event))
            yield _Scalar(start, end, event.style or "", keys is None or key in keys)
        elif isinstance(event, MappingStartEvent):
            stack.append(["mapping", None])
            continue
        elif isinstance(event, SequenceStartEvent):
            stack.append(["sequence", key])
            continue
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            stack.pop()
        if stack and stack[-1][0] == "mapping":
            stack[-1][1] = None


def _list_marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|\n)", re.DOTALL)
ESCAPED = {"\\_": "\u00a0", '\\"': '"', "\\ ": " "}
"""The escapes that stand for something a rule looks at; the others are hidden."""


def _read_plain(source: str, offset: int) -> _Chars:
    return _read_line(source, offset)


def _read_block(source: str, offset: int) -> _Chars:
    start = source.find("\n") + 1 or len(source)
    return _mask_all(source[:start], offset) + _read_line(source[start:], offset + start)


def _read_single(source: str, offset: int) -> _Chars:
    return _unescape(source, offset, re.compile("''"), {"''": "'"})


def _read_double(source: str, offset: int) -> _Chars:
    return _unescape(source, offset, ESCAPE, ESCAPED)


READERS = {
    "": _read_plain,
    "'": _read_single,
    '"': _read_double,
    "|": _read_block,
    ">": _read_block,
}


def _unescape(
    source: str, offset: int, pattern: re.Pattern[str], meanings: dict[str, str]
) -> _Chars:
    """Read what stands between quotes, an escape being one character."""
    chars = _mask_all(source[:1], offset)
    position, end = 1, len(source) - 1
    for found in pattern.finditer(source, 1, end):
        chars += _keep(source[position : found.start()], offset + position)
        code = found[0][2:] if found[0][1:2] in ("x", "u", "U") else ""
        seen = chr(int(code, 16)) if code else meanings.get(found[0], HIDDEN)
        chars.append((seen, found[0], offset + found.start()))
        position = found.end()
    chars += _keep(source[position:end], offset + position)
    chars += _mask_all(source[end:], offset + end)
    return _see(chars, hide_inline("".join(c for c, _, _ in chars)))


def _read_line(source: str, offset: int) -> _Chars:
    return _see(_keep(source, offset), hide_inline(source))


def _read_markdown(body: str, offset: int) -> _Chars:
    return _see(_keep(body, offset), hide_markdown(body))


def _keep(text: str, offset: int) -> _Chars:
    return [(c, c, offset + n) for n, c in enumerate(text)]


def _see(chars: _Chars, masked: str) -> _Chars:
    return [(new, written, n) for new, (_, written, n) in zip(masked, chars, strict=True)]
