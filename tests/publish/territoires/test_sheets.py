from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.publish.territoires.sheets import write_cell, write_csv


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("", ""),
        ("Lens", "Lens"),
        (50.4291, "50,4291"),
        (-20.8925, "-20,8925"),
        (0, "0"),
        ("62498", "62498"),
        ("01004", '"=""01004"""'),
        ("12345678901234", '"=""12345678901234"""'),
        ("0", "0"),
        ("=1+1", "'=1+1"),
        ("+33 3 21", "'+33 3 21"),
        ("-12,5", "-12,5"),
        ("- tiret", "'- tiret"),
        ("@maison", "'@maison"),
        ("a;b", '"a;b"'),
        ('dit "oui"', '"dit ""oui"""'),
        ("deux\nlignes", '"deux\nlignes"'),
        ("=a;b", '"\'=a;b"'),
        ("\tcaché", "'\tcaché"),
    ],
)
def test_cells(value: str | float | None, written: str) -> None:
    assert write_cell(value) == written


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_whatever_the_text_a_cell_is_read_back_and_runs_nothing(row: list[str]) -> None:
    text = write_csv([row])
    assert text.startswith("\ufeff")
    (read,) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert len(read) == len(row)
    for cell, value in zip(read, row, strict=True):
        kept = re.fullmatch(r'="(\d+)"', cell)
        assert (kept[1] if kept else cell.removeprefix("'")) == value.removeprefix("'")
        if not kept and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
            assert re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell)
