"""CSV as a French spreadsheet opens it: semicolons, decimal commas, accents, leading zeros kept.

A byte-order mark tells Excel that the file is UTF-8. Text that a spreadsheet would take for a
formula gets an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from essaim.publish.territoires.rows import Cell

BOM: Final = "\ufeff"
LONGEST: Final = 11
"""Digits that Excel shows as they are: beyond, it writes 1,23E+13."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
"""Excel would make a day of it."""
_QUOTED: Final = re.compile(r'[;"\r\n]')


def write_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Write rows, the first being the header."""
    return frame_csv(";".join(map(write_cell, row)) for row in rows)


def frame_csv(lines: Iterable[str]) -> str:
    """Put lines already written into a file."""
    return BOM + "".join(f"{line}\r\n" for line in lines)


def write_cell(value: Cell) -> str:
    """Write a cell so that Excel shows what it says; None is an empty one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).replace(".", ",")
    if value.isascii() and value.isdigit():
        kept = (value.startswith("0") and value != "0") or len(value) > LONGEST
        return f'"=""{value}"""' if kept else value
    if _MONTH.fullmatch(value):
        return f'"=""{value}"""'
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        value = f"'{value}"
    if _QUOTED.search(value):
        return '"{}"'.format(value.replace('"', '""'))
    return value
