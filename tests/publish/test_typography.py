"""Numbers, dates and lists in French; no-break spaces are written as escapes to be seen."""

from __future__ import annotations

import pytest

from essaim.publish.typography import (
    format_date,
    format_distance,
    format_euros,
    format_moment,
    format_number,
    format_quantity,
    join_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (999, "999"),
        (2500, "2\u202f500"),
        (1234567, "1\u202f234\u202f567"),
        (3.5, "3,5"),
        (1204.0, "1\u202f204"),
        (0.256, "0,26"),
        (-12, "\u221212"),
    ],
)
def test_numbers(value: float, words: str) -> None:
    assert format_number(value) == words


def test_quantities_stay_on_one_line() -> None:
    assert format_quantity(2500, "m²") == "2\u202f500\u00a0m²"
    assert format_quantity(37, "%") == "37\u202f%"
    assert format_quantity(17, None) == "17"
    assert format_euros(204000) == "204\u202f000\u00a0€"


@pytest.mark.parametrize(
    ("metres", "words"), [(0, "0\u00a0m"), (180, "180\u00a0m"), (1250, "1,2\u00a0km")]
)
def test_distances(metres: int, words: str) -> None:
    assert format_distance(metres) == words


@pytest.mark.parametrize(
    ("partial", "date", "moment"),
    [
        ("2019", "2019", "en 2019"),
        ("2022-04", "avril\u00a02022", "en avril\u00a02022"),
        ("2022-04-01", "1er\u00a0avril\u00a02022", "le 1er\u00a0avril\u00a02022"),
        ("2026-11-20", "20\u00a0novembre\u00a02026", "le 20\u00a0novembre\u00a02026"),
    ],
)
def test_partial_dates_say_no_more_than_they_know(partial: str, date: str, moment: str) -> None:
    assert format_date(partial) == date
    assert format_moment(partial) == moment


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["Lens"], "Lens"),
        (["Lens", "Hem"], "Lens et Hem"),
        (["Denain", "Lens", "Hem"], "Denain, Lens et Hem"),
    ],
)
def test_lists(words: list[str], joined: str) -> None:
    assert join_words(words) == joined
