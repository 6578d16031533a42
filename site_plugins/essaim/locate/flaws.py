"""How this room words its complaints: a code, a place in a file, sentences from `lieux.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from essaim.collect.model import Initiative
from essaim.locales import write_text
from essaim.problems import Problem, Severity

_LAST_STEP = re.compile(r"(?:\[\d+\]|\.?[^.\[\]]+)$")


def find_position(initiative: Initiative, field: str) -> tuple[int, int]:
    """Return the 1-based (line, column) of a field, else of what holds it, else 1:1."""
    while field:
        if field in initiative.positions:
            return initiative.positions[field]
        shorter = _LAST_STEP.sub("", field)
        field = shorter if shorter != field else ""
    return 1, 1


def write_problem(
    initiative: Initiative,
    field: str,
    code: str,
    *,
    hint: str = "hint",
    severity: Severity = Severity.ERREUR,
    **values: object,
) -> Problem:
    """Word a problem of an initiative: the message of `code` and one of its hints, filled."""
    line, column = find_position(initiative, field)
    return Problem(
        path=initiative.chemin,
        line=line,
        column=column,
        field=field,
        code=code,
        message=write_text(f"lieux.{code}.message", **values),
        hint=write_text(f"lieux.{code}.{hint}", **values),
        severity=severity,
    )


def join_listed(items: Iterable[str], limit: int, *, last: str = "virgule") -> str:
    """Join words as a sentence does; past `limit`, an ellipsis says that there are more.

    `last` names the word before the last item (`ou` gives « a, b ou c »).
    """
    words = list(items)
    comma = write_text("lieux.listes.virgule")
    if len(words) > limit:
        return comma.join(words[:limit]) + write_text("lieux.listes.suite")
    if len(words) < 2:
        return "".join(words)
    return comma.join(words[:-1]) + write_text(f"lieux.listes.{last}") + words[-1]
