"""A problem found in the catalogue, as plain data.

Every check returns problems, nobody raises them: the pipeline collects them all and a door
(command line, MkDocs) decides what to do and formats them last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an `ERREUR` keeps the file out, an `AVERTISSEMENT` does not."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in one file.

    `path` is POSIX, relative to the catalogue's root. `line` and `column` are 1-based; a problem
    of the whole file stands at 1:1. `field` is the dotted path of the key
    (`lieux[0].code_postal`), empty when none applies. `code` is a stable identifier that tests and
    tools match on; `message` and `hint` are French sentences made from `locales/`.
    """

    path: str
    line: int
    column: int
    field: str
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERREUR

    @property
    def is_error(self) -> bool:
        """Whether the file must be left out of the catalogue."""
        return self.severity is Severity.ERREUR


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as a reader mends them: by file, then from top to bottom, without repeats."""
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda p: (p.path, p.line, p.column, p.severity.value, p.field, p.code)
    )
