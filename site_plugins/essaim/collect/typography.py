"""Typographic French: the rules, as a table, and their application to a proof.

U+00A0 stands inside guillemets and before « : », U+202F before « ; ! ? », as in `publish`. A rule
says only what is wrong in any French text: where a reader could hesitate, it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

NO_BREAK = "\u00a0"
NARROW = "\u202f"
HIDDEN = "\ue000"
"""Stands for a character inside a text that no rule may change: an address, some code."""
OUTSIDE = "\ue001"
"""Stands for a character that belongs to no text: a key, an indicator, a list marker."""

Edit: TypeAlias = tuple[int, int, str]
"""Where a text changes, and for what: start, end, replacement."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A file as a proofreader sees it, a text where what is not prose is masked.

    `written` holds how the file writes each character of `text`, `starts` its offset there.
    """

    text: str
    written: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A rule's word on a proof: its code, where in the file, and what should be read there."""

    code: str
    start: int
    reading: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong, and how to find the edits that mend it."""

    code: str
    find: Callable[[str], Iterator[Edit]]


def correct_proof(
    proof: Proof, ignored: frozenset[str] = frozenset()
) -> tuple[str, list[Correction]]:
    """Apply every rule but the ignored ones: the file's new text, and the corrections in order."""
    corrections: list[Correction] = []
    for rule in RULES:
        if rule.code in ignored:
            continue
        edits = [edit for edit in rule.find(proof.text) if proof.text[edit[0] : edit[1]] != edit[2]]
        if edits:
            corrections += [_tell(proof, rule.code, edit) for edit in edits]
            proof = _apply(proof, edits)
    corrections.sort(key=lambda item: (item.start, item.code))
    return "".join(proof.written), corrections


def _apply(proof: Proof, edits: list[Edit]) -> Proof:
    text: list[str] = []
    written: list[str] = []
    starts: list[int] = []
    position = 0
    for start, end, new in edits:
        text += [proof.text[position:start], new]
        written += [*proof.written[position:start], *new]
        starts += [*proof.starts[position:start], *[_find_start(proof, start)] * len(new)]
        position = end
    text.append(proof.text[position:])
    written += proof.written[position:]
    starts += proof.starts[position:]
    return Proof("".join(text), tuple(written), tuple(starts))


def _find_start(proof: Proof, position: int) -> int:
    return proof.starts[min(position, len(proof.starts) - 1)]


def _tell(proof: Proof, code: str, edit: Edit) -> Correction:
    start, end, new = edit
    before = AROUND_BEFORE.search(proof.text[max(0, start - REACH) : start])
    after = AROUND_AFTER.match(proof.text[end : end + REACH])
    reading = f"{before[0] if before else ''}{new}{after[0] if after else ''}"
    reading = re.sub(f"[{HIDDEN}{OUTSIDE}]+", "…", reading)
    return Correction(code, _find_start(proof, start), reading.strip(" "))


REACH = 24
WORDS = rf"[^\n{OUTSIDE}]"
AROUND_BEFORE = re.compile(rf"(?:(?<=[ \n{OUTSIDE}])|^){WORDS}{{0,14}}$")
AROUND_AFTER = re.compile(rf"{WORDS}{{0,14}}(?=[ \n{OUTSIDE}]|$)")

SEEN = rf"[^\s{OUTSIDE}]"
SPACES = f"[ {NO_BREAK}{NARROW}]"
ENDED = rf"[\w»)\]’…*_”%°²€\"{HIDDEN}]"
"""What a sign of punctuation may be stuck to."""
EMPHASIS_END = rf"[*_]{{1,3}}(?:[ \n»)…,.{OUTSIDE}]|$)"
# No-break spaces are not in it: the one put before a later sign would change our mind.
FOLLOWED = rf"(?=[\s»)\]”\"…,.{OUTSIDE}]|\[\^|$|{EMPHASIS_END})"


def _make_rule(code: str, pattern: str, replacement: str) -> Rule:
    compiled = re.compile(pattern, re.MULTILINE)

    def find(text: str) -> Iterator[Edit]:
        for found in compiled.finditer(text):
            yield (*found.span(), replacement)

    return Rule(code, find)


BLOCK = re.compile(rf"(?:(?!\n\s*\n)[^{OUTSIDE}])+")
OPENING = re.compile(r"[\s(\[{—–*_’'-]")
CLOSED = re.compile(r"[\s.,;:!?…)\]}»”]")


def _find_quotes(text: str) -> Iterator[Edit]:
    """Pair the straight quotes of each block; one that is in doubt leaves the block as it is."""
    if '"' not in text:
        return
    for block in BLOCK.finditer(text):
        yield from _pair_quotes(text, *block.span())


def _pair_quotes(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    depth = 0
    opened = False
    for rank in range(start, end):
        depth = max(0, depth + (text[rank] == "«") - (text[rank] == "»"))
        if text[rank] != '"':
            continue
        before = text[rank - 1] if rank > start else " "
        after = text[rank + 1] if rank + 1 < end else " "
        opens = not CLOSED.fullmatch(after) and OPENING.fullmatch(before) is not None
        # A quotation inside another one has other marks, which are not ours to choose.
        if depth or opens is opened or (not opens and before.isspace()):
            return []
        edits.append((rank, rank + 1, f"«{NO_BREAK}" if opens else f"{NO_BREAK}»"))
        opened = opens
    return [] if opened else edits


RULES: tuple[Rule, ...] = (
    Rule("typo_guillemets_droits", _find_quotes),
    _make_rule("typo_apostrophe", rf"(?<=[^\W\d_])'(?=[^\W_]|[*_\[«“\"{HIDDEN}])", "’"),
    _make_rule("typo_points_de_suspension", r"(?<!\.)\.\.\.(?!\.)", "…"),
    _make_rule("typo_espaces", rf"(?<={SEEN})(?<!\|) {{2,}}(?={SEEN})(?!\|)", " "),
    _make_rule(
        "typo_virgule",
        rf"(?<=[\w»)’*_\]”…{HIDDEN}]){SPACES}+(?=,(?:[\s»{OUTSIDE}]|$))",
        "",
    ),
    _make_rule("typo_tiret", rf"(?<={SEEN} )(?<![\d|] )--?(?= {SEEN})(?! \|)", "–"),
    _make_rule(
        "typo_deux_points",
        rf"(?:(?<={ENDED})|(?<={SEEN})(?<!«){SPACES}+)(?=:(?:[\s»{OUTSIDE}]|$|{EMPHASIS_END}))",
        NO_BREAK,
    ),
    _make_rule(
        "typo_ponctuation",
        rf"(?:(?<={ENDED})|(?<={SEEN})(?<![«(\[]){SPACES}+)(?=[;!?]+{FOLLOWED})",
        NARROW,
    ),
    _make_rule("typo_guillemets", rf"(?<=«){SPACES}*(?={SEEN})", NO_BREAK),
    _make_rule("typo_guillemets", rf"(?<={SEEN})(?<!«){SPACES}*(?=»)", NO_BREAK),
)
