"""Charts whose numbers are a table's: bars, and columns by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from essaim.collect.vocabulary import Vocabularies
from essaim.publish.territoires.atlas import Territory
from essaim.publish.territoires.presences import Lien


@dataclass(frozen=True, slots=True)
class BarView:
    """A bar of a chart: `part` is its length, between 0 and 100, of the longest one."""

    code: str
    nom: str
    nombre: int
    part: float


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A year of the chart: where its column stands and how high, in units of the drawing."""

    annee: str
    nombre: int
    x: float
    hauteur: float
    dite: bool


def list_theme_bars(territory: Territory, words: Vocabularies) -> tuple[BarView, ...]:
    """Count the initiatives of each theme, in the vocabulary's order; « à préciser » left out."""
    counts = Counter(
        code
        for presence in territory.presences
        if presence.lien is not Lien.A_PRECISER
        for code in presence.located.initiative.themes
    )
    ordered = [(code, words.themes[code].nom, counts[code]) for code in words.themes]
    return make_bars(row for row in ordered if row[2])


def make_bars(rows: Iterable[tuple[str, str, int]]) -> tuple[BarView, ...]:
    """Make bars from (code, name, count), the longest taking the whole width."""
    kept = list(rows)
    longest = max((count for _, _, count in kept), default=1) or 1
    return tuple(
        BarView(code, nom, count, round(100 * count / longest, 1)) for code, nom, count in kept
    )


def draw_years(counts: tuple[tuple[int, int], ...]) -> tuple[ColumnView, ...]:
    """Lay columns of at most 100 units in height, 30 apart; every fifth year is written."""
    highest = max((count for _, count in counts), default=1)
    last = len(counts) - 1
    return tuple(
        ColumnView(
            str(year), count, rank * 30.0, round(100 * count / highest, 1), (last - rank) % 5 == 0
        )
        for rank, (year, count) in enumerate(counts)
    )
