"""Columns: how lists of small numbers are written so that they weigh little once compressed.

The scripts' `catalogue/colonnes.js` reads them back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

Item = TypeVar("Item", bound=Hashable)

ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
"""One character per index, for tables of 64 entries at most."""

Column = str | list[int]


def write_column(indexes: Sequence[int], size: int) -> Column:
    """Write indexes into a table of `size` entries: a text when it is small, else the numbers."""
    if size > len(ALPHABET):
        return list(indexes)
    return "".join(map(ALPHABET.__getitem__, indexes))


def write_sets(sets: Sequence[tuple[int, ...]]) -> Mapping[str, Any]:
    """Write sets of indexes, one per row, as the different ones (the commonest first) and a column.

    The order inside a set is kept.
    """
    counts = Counter(sets)
    different = sorted(counts, key=lambda one: (-counts[one], one))
    ranks = rank_items(different)
    column = write_column([ranks[one] for one in sets], len(different))
    return {"ensembles": [list(one) for one in different], "rangs": column}


def write_steps(values: Iterable[int]) -> list[int]:
    """Write each number as its difference with the one before, the first as it is."""
    steps, last = [], 0
    for value in values:
        steps.append(value - last)
        last = value
    return steps


def rank_items(items: Iterable[Item]) -> dict[Item, int]:
    """Number things from 0 in their order, each once."""
    return {item: rank for rank, item in enumerate(dict.fromkeys(items))}
