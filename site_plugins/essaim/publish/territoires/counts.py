"""The whole catalogue counted: by state, by year, by legal form, by the age of its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from essaim.catalogue import Catalogue
from essaim.collect.model import Statut
from essaim.locales import find_text, write_text

AGES: Final = ("recente", "moyenne", "ancienne", "jamais")
"""Under 12 months, under 24, beyond, never checked."""
YEARS: Final = 24
"""Years drawn apart; those before are counted together."""

Count = tuple[str, str, int]
"""A code, its name, how many."""


@dataclass(frozen=True, slots=True)
class Years:
    """Initiatives by the year they began: a count per year, gaps included.

    `before`: (first year drawn, how many began earlier), None when none did.
    """

    counts: tuple[tuple[int, int], ...]
    before: tuple[int, int] | None
    unknown: int


def choose_date(catalogue: Catalogue, epoch: str | None) -> str | None:
    """Return the day (YYYY-MM-DD) that ages are told from: never the clock's.

    The day of `epoch` (SOURCE_DATE_EPOCH, in seconds), else the newest check of the catalogue;
    None when no file was ever checked.
    """
    if epoch and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    checked = (one.initiative.verifie_le for one in catalogue.initiatives)
    return max((complete_date(str(day)) for day in checked if day), default=None)


def count_ages(catalogue: Catalogue, today: str | None) -> tuple[Count, ...]:
    """Count the files by how long ago they were checked."""
    counts = Counter(
        _name_age(located.initiative.verifie_le, today) for located in catalogue.initiatives
    )
    return tuple(
        (age, write_text(f"territoires.observatoire.fraicheurs.{age}"), counts[age]) for age in AGES
    )


def _name_age(checked: object, today: str | None) -> str:
    if not checked or not today:
        return "jamais"
    months = _count_months(complete_date(str(checked)), today)
    return AGES[0] if months < 12 else AGES[1] if months < 24 else AGES[2]


def _count_months(start: str, end: str) -> int:
    """Return the whole months from a day to another."""
    first, last = ([int(part) for part in day.split("-")] for day in (start, end))
    return (last[0] - first[0]) * 12 + last[1] - first[1] - (last[2] < first[2])


def complete_date(partial: str) -> str:
    """Make a day of a partial date: the first one."""
    return "-".join((*partial.split("-"), "01", "01")[:3])


def count_statuts(catalogue: Catalogue) -> tuple[Count, ...]:
    """Count by state, in the order of a life."""
    counts = Counter(located.initiative.statut for located in catalogue.initiatives)
    return tuple(
        (statut.value, find_text("interface.statuts")[statut.value], counts[statut])
        for statut in Statut
        if counts[statut]
    )


def count_formes(catalogue: Catalogue) -> tuple[Count, ...]:
    """Count by the porteur's legal form, the most common first."""
    counts = Counter(located.initiative.porteur.forme for located in catalogue.initiatives)
    formes = catalogue.vocabulaires.formes
    ordered = sorted((code for code in formes if counts[code]), key=lambda code: -counts[code])
    return tuple((code, formes[code].nom, counts[code]) for code in ordered)


def count_years(catalogue: Catalogue) -> Years:
    """Count by the year an initiative began."""
    depuis = [located.initiative.depuis for located in catalogue.initiatives]
    counts = Counter(int(str(day)[:4]) for day in depuis if day)
    unknown = sum(not day for day in depuis)
    if not counts:
        return Years((), None, unknown)
    first, last = min(counts), max(counts)
    shown = max(first, last - YEARS + 1)
    earlier = sum(count for year, count in counts.items() if year < shown)
    return Years(
        tuple((year, counts[year]) for year in range(shown, last + 1)),
        (shown, earlier) if earlier else None,
        unknown,
    )
