"""What the author probably meant: a date or a number written the French way."""

from __future__ import annotations

import re

from essaim.collect.folding import fold_text
from essaim.locales import find_text

DAY_FIRST = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
MONTH_NAME = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})")
# A figure with its groups of three, whatever the space between them.
FIGURE = re.compile(r"([-+]?\d+(?:[ \u00a0\u202f]\d{3})*)(?:[.,](\d+))?\s*(.{0,40})")
LONGEST = 60
"""Characters above which a text is not a figure with its unit."""


def propose_date(text: str) -> str | None:
    """Rewrite `15/04/2022` or `avril 2022` as YYYY-MM-DD or YYYY-MM; None when unsure."""
    numeric = DAY_FIRST.fullmatch(text.strip())
    if numeric:
        day, month, year = numeric.groups()
        return _write_date(year, int(month), day)
    named = MONTH_NAME.fullmatch(fold_text(text[:40]))
    months = [fold_text(month) for month in find_text("problemes.mots.mois")]
    if named and named[2] in months:
        return _write_date(named[3], months.index(named[2]) + 1, named[1])
    return None


def _write_date(year: str, month: int, day: str | None) -> str | None:
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def propose_number(text: str) -> tuple[str, str] | None:
    """Read `2 500,5 m²` as the number to write, `2500.5`, and what follows it, `m²`."""
    found = FIGURE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not found or re.search(r"[\d.,:]", found[3]):
        return None
    whole = re.sub(r"[ \u00a0\u202f]", "", found[1])
    return whole + (f".{found[2]}" if found[2] else ""), found[3].strip()
