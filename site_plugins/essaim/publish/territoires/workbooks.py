"""XLSX: one workbook described with XlsxWriter, its sheet filled as many times as there are
territories.

Describing each one anew would cost ten times more. The same rows always give the same bytes: no
date of today, no order that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from string import ascii_uppercase
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter  # type: ignore[import-untyped]
from jinja2 import Environment

from essaim.locales import find_text, write_text
from essaim.publish.territoires.rows import COLUMNS, Cell

WIDTHS: Final[Mapping[str, int]] = {
    "titre": 42,
    "resume": 60,
    "themes": 30,
    "porteur": 32,
    "communes": 24,
    "codes_insee": 12,
    "departements": 18,
    "epci": 40,
    "qpv_dans": 30,
    "qpv_proches": 30,
    "qpv_desservis": 30,
    "publics": 30,
    "labels": 30,
    "adresse_page": 44,
}
"""In characters; 14 for the others."""
COLUMN_NAMES: Final = ascii_uppercase[: len(COLUMNS)]
"""A, B, C… as spreadsheets name them."""
MARK: Final = "\x1a"
"""Stands for a row's number, which changes from a territory to another; XML cannot hold it."""
CONTENT: Final = "\x1b"
ROWS: Final = "sheetData>"
"""What ends the two tags around the rows."""
SHEET: Final = "xl/worksheets/sheet1.xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive can tell."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


class WorkbookWriter:
    """Fill the same workbook again and again."""

    def __init__(self, environment: Environment, millesime: str | None = None) -> None:
        """Describe the workbook; `millesime`: vintage of the contours, told in its notice."""
        pieces: Any = environment.get_template("parts/classeur.xml").module
        self._write_cells = pieces.cellules
        self._before, self._after = str(pieces.rang(MARK, CONTENT)).split(CONTENT)
        parts = _describe(millesime)
        head, header, tail = parts.pop(SHEET).decode().split(ROWS)
        # What stands between the two tags ends with the first characters of the closing one.
        self._head, self._tail = f"{head}{ROWS}{header[:-2]}", f"{header[-2:]}{ROWS}{tail}"
        archive = BytesIO()
        with ZipFile(archive, "w", ZIP_DEFLATED) as made:
            for name, content in parts.items():
                made.writestr(_date_part(name), content)
        self._archive = archive.getvalue()

    def write_cells(self, cells: Iterable[Cell], first: int = 0) -> str:
        """Write cells from the column `first` on; their row's number is left as a mark."""
        values = [
            (COLUMN_NAMES[rank], _CONTROL.sub("", str(value)) if text else value, text)
            for rank, value in enumerate(cells, start=first)
            if value is not None and value != ""
            for text in [isinstance(value, str)]
        ]
        return str(self._write_cells(MARK, values))

    def write_workbook(self, rows: Sequence[str]) -> bytes:
        """Return a workbook of rows, each made of cells that `write_cells` wrote."""
        written = "".join(
            f"{self._before}{row}{self._after}".replace(MARK, str(number))
            for number, row in enumerate(rows, start=2)
        )
        last = COLUMN_NAMES[-1]
        sheet = f"{self._head}{written}{self._tail}"
        sheet = sheet.replace(f"A1:{last}1", f"A1:{last}{len(rows) + 1}")
        archive = BytesIO(self._archive)
        with ZipFile(archive, "a", ZIP_DEFLATED) as made:
            made.writestr(_date_part(SHEET), sheet)
        return archive.getvalue()


def _date_part(name: str) -> ZipInfo:
    part = ZipInfo(name, _EPOCH)
    part.compress_type = ZIP_DEFLATED
    return part


def _describe(millesime: str | None) -> dict[str, bytes]:
    """Return the parts of a workbook without rows: header, widths, notice."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(*_EPOCH)})
        bold = book.add_format({"bold": True, "bg_color": "#1d1730", "font_color": "#ffffff"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(write_text("territoires.classeur.feuille"))
        for rank, column in enumerate(COLUMNS):
            sheet.set_column(rank, rank, WIDTHS.get(column, 14))
            sheet.write_string(0, rank, write_text(f"territoires.colonnes.{column}"), bold)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, 0, len(COLUMNS) - 1)
        notice = book.add_worksheet(write_text("territoires.classeur.notice"))
        notice.set_column(0, 0, 110)
        lines = list(find_text("territoires.classeur.lignes"))
        if millesime:
            lines.append(write_text("territoires.classeur.millesime", millesime=millesime))
        for rank, line in enumerate(lines):
            notice.write_string(rank, 0, line, wrap)
    with ZipFile(file) as made:
        return {name: made.read(name) for name in made.namelist()}
