"""What a YAML syntax error means for the person who wrote the line.

PyYAML gives no code, only an English sentence, and not the same one from libyaml and from pure
Python: the fragments that both share choose a diagnosis, which then looks at the line itself, since
the parser often stumbles after the real mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from essaim.collect.flaws import Flaw

KEY = r"\s*(?:- +)?[\w-]+"
TWO_COLONS = re.compile(KEY + r"\s*:\s+\S.*:(?:\s|$)")
GLUED_COLON = re.compile(KEY + r":(?!//)[^\s\"'\[{]")
GLUED_DASH = re.compile(r"\s*-[^\s-]")
TEXT_AFTER_QUOTES = re.compile(r".*?(?::\s+|-\s+|[\[,{]\s*)(\"[^\"]*\"|'[^']*')[^\s,\]}:#]")
OPEN_QUOTE = re.compile(r"\s*(?:- +)?(?:[\w-]+:\s+)?(?:\"[^\"]*|'[^']*)$")
APOSTROPHE = re.compile(r".*?(?::\s+|-\s+|[\[,{]\s*)'")


@dataclass(frozen=True, slots=True)
class Wreck:
    """Where the parser stopped: 0-based marks, and the lines of the text."""

    lines: list[str]
    line: int
    column: int
    opened_line: int
    opened_column: int

    @property
    def text(self) -> str:
        """The line the parser stopped on, empty past the end."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def find_previous(self) -> int:
        """Find the last line before that holds something."""
        line = min(self.line, len(self.lines)) - 1
        while line > 0 and not self.lines[line].strip():
            line -= 1
        return max(line, 0)


Diagnosis: TypeAlias = Callable[[Wreck], tuple[str, int, int]]
"""From a wreck to a code of problem and the 0-based place to show."""


def explain_yaml_error(error: yaml.YAMLError, text: str, first_line: int) -> Flaw:
    """Turn PyYAML's error into a flaw placed in the file."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Flaw("yaml_illisible", line=first_line)
    opened = getattr(error, "context_mark", None) or mark
    wreck = Wreck(text.split("\n"), mark.line, mark.column, opened.line, opened.column)
    sentence = f"{context}: {problem}"
    diagnose = next((d for fragment, d in DIAGNOSES.items() if fragment in sentence), _stop_here)
    code, line, column = diagnose(wreck)
    line = min(line, len(wreck.lines) - 1)
    line_text = wreck.lines[line]
    values = {"extrait": line_text.strip()[:60], "caractere": line_text[column : column + 1]}
    return Flaw(code, values=values, line=first_line + line, column=column + 1)


def _stop_here(wreck: Wreck) -> tuple[str, int, int]:
    return "yaml_illisible", wreck.line, wreck.column


def _name_here(code: str) -> Diagnosis:
    return lambda wreck: (code, wreck.line, wreck.column)


def _name_opening(code: str) -> Diagnosis:
    return lambda wreck: (code, wreck.opened_line, wreck.opened_column)


def _diagnose_colon(wreck: Wreck) -> tuple[str, int, int]:
    if TWO_COLONS.match(wreck.text):
        return "yaml_deux_points", wreck.line, wreck.column
    previous = wreck.find_previous()
    text = wreck.lines[previous]
    glued = GLUED_COLON.match(text)
    if glued:
        return "yaml_espace_apres_deux_points", previous, glued.end() - 1
    if ":" not in text:
        return "yaml_ligne_sans_cle", previous, _measure_indent(text)
    return "yaml_retrait", wreck.line, _measure_indent(wreck.text)


def _diagnose_lonely_line(wreck: Wreck) -> tuple[str, int, int]:
    line = wreck.opened_line
    text = wreck.lines[line] if line < len(wreck.lines) else ""
    glued = GLUED_COLON.match(text)
    if glued:
        return "yaml_espace_apres_deux_points", line, glued.end() - 1
    code = "yaml_espace_apres_tiret" if GLUED_DASH.match(text) else "yaml_ligne_sans_cle"
    return code, line, _measure_indent(text)


def _diagnose_block(wreck: Wreck) -> tuple[str, int, int]:
    found = _find_inner_quote(wreck) or _find_open_quote(wreck)
    return found or ("yaml_retrait", wreck.line, wreck.column)


def _diagnose_brackets(wreck: Wreck) -> tuple[str, int, int]:
    inner = _find_inner_quote(wreck)
    if inner:
        return inner
    if wreck.line > wreck.opened_line or not wreck.text[wreck.column :].strip():
        return "yaml_crochet_ouvert", wreck.opened_line, wreck.opened_column
    if wreck.text[wreck.column : wreck.column + 1] == ":":
        return "yaml_deux_points", wreck.line, wreck.column
    return "yaml_virgule", wreck.line, wreck.column


def _find_inner_quote(wreck: Wreck) -> tuple[str, int, int] | None:
    if not TEXT_AFTER_QUOTES.match(wreck.text):
        return None
    code = "yaml_apostrophe" if APOSTROPHE.match(wreck.text) else "yaml_guillemets_internes"
    return code, wreck.line, wreck.column


def _find_open_quote(wreck: Wreck) -> tuple[str, int, int] | None:
    # An unclosed quote swallows lines until the next one: the mistake is above.
    for line in range(min(wreck.line, len(wreck.lines) - 1), -1, -1):
        text = wreck.lines[line]
        if OPEN_QUOTE.match(text):
            places = [place for place in map(text.find, "\"'") if place >= 0]
            return "yaml_guillemets_ouverts", line, min(places)
    return None


def _diagnose_character(wreck: Wreck) -> tuple[str, int, int]:
    tab = wreck.text[wreck.column : wreck.column + 1] == "\t"
    return "tabulation" if tab else "yaml_caractere_initial", wreck.line, wreck.column


def _diagnose_document(wreck: Wreck) -> tuple[str, int, int]:
    code = "yaml_directive" if wreck.lines[0].startswith("%") else "plusieurs_documents"
    return code, 0 if code == "yaml_directive" else wreck.line, 0


def _measure_indent(text: str) -> int:
    return len(text) - len(text.lstrip())


# The first fragment found in « context: problem » wins.
DIAGNOSES: dict[str, Diagnosis] = {
    "scanning a directive": _name_here("yaml_directive"),
    "document start": _diagnose_document,
    "document indicator": _name_opening("yaml_guillemets_ouverts"),
    "quoted scalar: found unexpected end of stream": _name_opening("yaml_guillemets_ouverts"),
    "escape": _name_here("yaml_echappement"),
    "scanning an alias": _name_opening("yaml_alias"),
    "scanning an anchor": _name_opening("yaml_ancre"),
    "parsing a tag": _name_opening("yaml_etiquette"),
    "scanning a tag": _name_opening("yaml_etiquette"),
    "undefined tag handle": _name_opening("yaml_etiquette"),
    "tab character": _name_here("tabulation"),
    "block scalar": _name_opening("yaml_bloc"),
    "cannot start any token": _diagnose_character,
    "mapping values are not allowed": _diagnose_colon,
    "mapping keys are not allowed": _name_here("yaml_caractere_initial"),
    "sequence entries are not allowed": _name_here("yaml_tiret"),
    "could not find expected ':'": _diagnose_lonely_line,
    "flow sequence": _diagnose_brackets,
    "flow mapping": _diagnose_brackets,
    "block collection": _diagnose_block,
    "block mapping": _diagnose_block,
    "node content": _name_here("yaml_caractere_initial"),
}
