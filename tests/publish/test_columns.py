"""Columns of small numbers."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from essaim.publish.columns import ALPHABET, rank_items, write_column, write_sets, write_steps
from tests.support.donnees import read_column, read_sets


def test_a_small_table_gives_a_text() -> None:
    assert write_column([0, 9, 10, 35, 36, 61, 62, 63], 64) == "09azAZ-_"


def test_a_large_table_gives_numbers() -> None:
    assert write_column([0, 64, 12], 65) == [0, 64, 12]


def test_nothing_gives_an_empty_text() -> None:
    assert write_column([], 0) == ""
    assert write_sets([]) == {"ensembles": [], "rangs": ""}
    assert write_steps([]) == []


def test_sets_are_told_once_the_commonest_first() -> None:
    assert write_sets([(2, 0), (), (1,), (1,), (0, 2)]) == {
        "ensembles": [[1], [], [0, 2], [2, 0]],
        "rangs": "31002",
    }


def test_steps_start_from_the_first_value() -> None:
    assert write_steps([5032540, 5036980, 5036980, 4000000]) == [5032540, 4440, 0, -1036980]


def test_ranks_follow_the_first_meeting() -> None:
    assert rank_items("banane") == {"b": 0, "a": 1, "n": 2, "e": 3}


@given(
    st.integers(1, 200).flatmap(
        lambda size: st.tuples(st.just(size), st.lists(st.integers(0, size - 1)))
    )
)
def test_columns_are_read_back(case: tuple[int, list[int]]) -> None:
    size, indexes = case
    column = write_column(indexes, size)
    assert read_column(column, len(indexes)) == indexes
    assert isinstance(column, str) is (size <= len(ALPHABET))


@given(st.lists(st.lists(st.integers(0, 90), unique=True, max_size=5).map(tuple), max_size=120))
def test_sets_are_read_back_in_order(sets: list[tuple[int, ...]]) -> None:
    assert read_sets(write_sets(sets), len(sets)) == sets


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_steps_are_read_back(values: list[int]) -> None:
    assert list(accumulate(write_steps(values))) == values
