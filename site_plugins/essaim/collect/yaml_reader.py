"""YAML, less what nobody needs in a front matter: text in, plain data and positions out.

We read the parser's events one by one instead of composing nodes: a hostile file is refused at its
first anchor or at its twentieth level, before anything is expanded or recursed into, and lines and
columns come for free. Scalars are resolved as in YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
less octal, hexadecimal, infinity and NaN: a date stays text, `oui` and `12:30` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from essaim.collect.flaws import Flaw, Loc, Spot
from essaim.collect.source import FORBIDDEN
from essaim.collect.yaml_errors import explain_yaml_error
from essaim.collect.yaml_parser import choose_parser

make_parser = choose_parser()

MAX_DEPTH = 20
MAX_DIGITS = 40
"""Longer runs of digits are nobody's number; Python refuses to convert 4,300 of them."""

CONSTANTS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NUMBER_STARTS = frozenset("-+.0123456789")

_NO_KEY: Any = object()
"""A mapping waits for its next key."""
_LOST_KEY: Any = object()
"""A mapping waits for a value that goes nowhere, its key being refused."""


@dataclass(slots=True)
class Reading:
    """What a YAML text holds.

    `data` is made of dict, list, str, int, float, bool and None; it means nothing when `complete`
    is false, that is when the reading stopped on the last flaw. `spot` mirrors it.
    """

    data: Any = None
    spot: Spot | None = None
    flaws: list[Flaw] = field(default_factory=list)
    complete: bool = False


def resolve_scalar(text: str) -> Any:
    """Tell what an unquoted scalar means: None, a boolean, a number, else the text itself."""
    if text[:1] in NUMBER_STARTS:
        if len(text) <= MAX_DIGITS:
            if INTEGER.fullmatch(text):
                return int(text)
            if DECIMAL.fullmatch(text):
                return float(text)
        return text
    return CONSTANTS.get(text, text)


def read_yaml(text: str, first_line: int = 1) -> Reading:
    """Read one YAML document whose first line is the file's line `first_line`."""
    reading = Reading()
    try:
        builder = _Builder(reading, first_line)
        reading.complete = builder.build(make_parser(text).get_event)
    except yaml.YAMLError as error:
        reading.flaws.append(explain_yaml_error(error, text, first_line))
    return reading


class _Builder:
    """Builds data and spots from events, with a stack of its own instead of recursion."""

    def __init__(self, reading: Reading, first_line: int) -> None:
        self.reading = reading
        self.first_line = first_line
        # The root goes into a one-item list, so that it is added like anything else.
        self.data: Any = []
        self.spots: Any = []
        self.key: Any = None
        self.at = (first_line, 1)
        self.stack: list[tuple[Any, Any, Any, str | int]] = []
        self.documents = 0

    def build(self, get_event: Callable[[], Any]) -> bool:  # noqa: PLR0912  # the hot loop
        """Read to the end of the document; False when a flaw forbids to go further."""
        first_line = self.first_line
        sound = True
        while sound:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value, source = event.value, None
                if event.style:
                    if event.style == '"':
                        sound = self._check_escapes(event)
                elif event.tag is None and (value[:1] in NUMBER_STARTS or value in CONSTANTS):
                    resolved = resolve_scalar(value)
                    if resolved is not value:
                        value, source = resolved, value
                if event.anchor is not None or event.tag is not None:
                    sound = self._check_properties(event)
                mark = event.start_mark
                place = (mark.line + first_line, mark.column + 1)
                key = self.key
                if key is _NO_KEY:
                    self.key = value
                    self.at = place
                    if source is not None or value == "<<" or value in self.data:
                        self._refuse_key(value, source, place)
                elif key is None:
                    self.data.append(value)
                    self.spots.append((*place, source))
                else:
                    self._add(value, source)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                sound = self._open(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.data, self.spots, self.key = self.stack.pop()[:3]
            elif kind is StreamEndEvent:
                break
            else:
                sound = self._follow(event)
        if sound and self.data:
            self.reading.data = self.data[0]
            self.reading.spot = self.spots[0]
        return sound

    def _add(self, value: Any, below: Any) -> None:
        # The first of two twin keys is kept, only to go on looking for other flaws.
        key = self.key
        if key is not _LOST_KEY and key not in self.data:
            self.data[key] = value
            self.spots[key] = (*self.at, below)
        self.key = _NO_KEY

    def _refuse_key(self, value: Any, source: str | None, place: tuple[int, int]) -> None:
        if source is None and value != "<<":
            values = {"cle": value[:60], "ligne": self.spots[value][0]}
            self._report(Flaw("cle_en_double", self._loc(), values), place)
            return
        self.key = _LOST_KEY
        if source is None:
            self._report(Flaw("cle_fusion", self._loc()), place)
        else:
            self._report(Flaw("cle_non_texte", self._loc(), {"cle": source[:60]}), place)

    def _open(self, event: Any, is_mapping: bool) -> bool:
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        if self.key is _NO_KEY:
            self._report(Flaw("cle_complexe", self._loc()), place)
            return False
        if len(self.stack) >= MAX_DEPTH:
            self._report(Flaw("imbrication", values={"limite": MAX_DEPTH}), place)
            return False
        if (event.anchor is not None or event.tag is not None) and not self._check_properties(
            event
        ):
            return False
        step = len(self.data) if self.key is None else str(self.key)
        data: Any = {} if is_mapping else []
        spots: Any = {} if is_mapping else []
        if self.key is None:
            self.data.append(data)
            self.spots.append((*place, spots))
        else:
            self._add(data, spots)
        self.stack.append((self.data, self.spots, self.key, step))
        self.data, self.spots = data, spots
        self.key = _NO_KEY if is_mapping else None
        return True

    def _check_properties(self, event: Any) -> bool:
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        if event.anchor is not None:
            self._report(Flaw("yaml_ancre", self._loc(), {"nom": str(event.anchor)[:40]}), place)
            return False
        self._report(Flaw("yaml_etiquette", self._loc(), {"nom": str(event.tag)[:60]}), place)
        return True

    def _check_escapes(self, event: Any) -> bool:
        forbidden = FORBIDDEN.search(event.value)
        if not forbidden:
            return True
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        values = {"caractere": f"U+{ord(forbidden[0]):04X}"}
        self._report(Flaw("caractere_interdit", self._loc(), values), place)
        return False

    def _follow(self, event: Any) -> bool:
        """Go through the events that hold no data; False on those that are refused."""
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        if isinstance(event, AliasEvent):
            self._report(Flaw("yaml_alias", self._loc(), {"nom": str(event.anchor)[:40]}), place)
            return False
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                self._report(Flaw("yaml_directive"), place)
                return False
            if self.documents > 1:
                self._report(Flaw("plusieurs_documents"), place)
                return False
        return True

    def _report(self, flaw: Flaw, place: tuple[int, int]) -> None:
        line, column = place
        self.reading.flaws.append(
            Flaw(flaw.code, flaw.loc, flaw.values, flaw.hint, line=line, column=column)
        )

    def _loc(self) -> Loc:
        # Called on flaws only: cheaper than keeping the path of each value up to date.
        steps: list[str | int] = [step for *_, step in self.stack[1:]]
        if not self.stack:
            return ()
        if self.key is None:
            steps.append(len(self.data))
        elif isinstance(self.key, str):
            steps.append(self.key)
        return tuple(steps)
