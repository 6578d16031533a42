"""The event parsers of PyYAML: libyaml's when it is there, else the same in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class EventParser(Protocol):
    """What we ask from a parser: its events, one by one."""

    def get_event(self) -> Any:
        """Return the next event; raises `yaml.YAMLError`."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, ten times slower than libyaml's."""

    def __init__(self, stream: str) -> None:
        """Take the text to parse."""
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def choose_parser() -> Callable[[str], EventParser]:
    """Choose the fastest parser of this installation."""
    try:
        from yaml import cyaml  # noqa: PLC0415  # absent when PyYAML has no libyaml
    except ImportError:
        return PureParser
    parser: Callable[[str], EventParser] = cyaml.CParser  # type: ignore[attr-defined]  # not in the stubs
    return parser
