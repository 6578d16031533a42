"""How sentences quote what a file holds: values, choices, numbers."""

from __future__ import annotations

from collections.abc import Iterable

from essaim.locales import find_text, write_text

SHOWN = 60
"""Characters of a value that a message quotes."""
LISTED = 250
"""Characters of a list of choices."""


def show_value(value: object) -> str:
    """Write a value as a message quotes it: one line, cut."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def join_choices(choices: Iterable[object]) -> str:
    """List what is possible, cut when it would hide the rest of the sentence."""
    listed = ", ".join(map(str, choices))
    return listed if len(listed) <= LISTED else listed[:LISTED].rpartition(",")[0] + "…"


def name_found(value: object, shown: str) -> str:
    """Name what YAML read, and quote it when it is a scalar: « le nombre 12 », « une liste »."""
    kinds = find_text("problemes.mots.natures")
    kind = type(value).__name__
    return write_text(f"problemes.mots.natures.{kind if kind in kinds else 'str'}", valeur=shown)


def write_number(number: float) -> str:
    """Write a limit in French: minus sign, decimal comma, thin spaces from 10,000 on."""
    written = f"{number:,.0f}" if abs(number) >= 10_000 else f"{number:g}"
    return written.replace(",", "\u202f").replace(".", ",").replace("-", "−")
