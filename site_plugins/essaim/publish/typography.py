"""Numbers, dates and lists as French print writes them.

U+202F (narrow no-break space) groups digits and stands before « % » and « ; ! ? »; U+00A0 stands
before units and « : ».
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from essaim.locales import find_text, write_text

NARROW = "\u202f"
NO_BREAK = "\u00a0"


def format_number(value: float) -> str:
    """Write 2500 as « 2 500 » and 3.5 as « 3,5 » (at most two decimals)."""
    if not isfinite(value):
        return str(value)
    whole = isinstance(value, int) or float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", NARROW).replace(".", ",").replace("-", "\u2212")


def format_quantity(value: float, unit: str | None) -> str:
    """Write a number and its unit, kept on one line."""
    if not unit:
        return format_number(value)
    space = NARROW if unit.startswith("%") else NO_BREAK
    return f"{format_number(value)}{space}{unit}"


def format_euros(value: float) -> str:
    """Write an amount in euros."""
    return format_quantity(value, "€")


def format_distance(metres: int) -> str:
    """Write a distance, in kilometres past a thousand metres."""
    if metres >= 1000:
        return format_quantity(round(metres / 1000, 1), "km")
    return format_quantity(metres, "m")


def format_date(partial: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as « 2019 », « avril 2022 », « 1er avril 2022 »."""
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = find_text("interface.dates.mois")[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month}{NO_BREAK}{year}"
    day = find_text("interface.dates.premier") if int(rest[1]) == 1 else str(int(rest[1]))
    return f"{day}{NO_BREAK}{month}{NO_BREAK}{year}"


def format_moment(partial: str) -> str:
    """Write a partial date as when something happened: « en 2019 », « le 1er avril 2022 »."""
    key = "interface.dates.le" if partial.count("-") == 2 else "interface.dates.en"
    return write_text(key, date=format_date(partial))


def join_words(words: Iterable[str]) -> str:
    """Join words as French does: « Denain, Lens et Liévin »."""
    *first, last = list(words) or [""]
    if not first:
        return last
    return f"{', '.join(first)} {find_text('interface.mots.et')} {last}"
