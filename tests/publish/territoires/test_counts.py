from __future__ import annotations

import pytest

from essaim.publish.territoires.counts import (
    choose_date,
    count_ages,
    count_formes,
    count_statuts,
    count_years,
)
from tests.publish.catalogues import make_catalogue, make_initiative

EPOCH_2026 = "1767225600"


@pytest.mark.parametrize(
    ("checked", "age"),
    [
        ("2025-01-02", "recente"),
        ("2025-01-01", "moyenne"),
        ("2024-01-02", "moyenne"),
        ("2024-01-01", "ancienne"),
        ("2025", "moyenne"),
        ("2026-11-20", "recente"),
        (None, "jamais"),
    ],
)
def test_ages_are_told_in_whole_months(checked: str | None, age: str) -> None:
    catalogue = make_catalogue(make_initiative("velo", verifie_le=checked))
    counts = count_ages(catalogue, choose_date(catalogue, EPOCH_2026))
    assert [code for code, _, count in counts if count] == [age]


def test_without_an_epoch_the_newest_check_is_the_date() -> None:
    catalogue = make_catalogue(
        make_initiative("a", verifie_le="2024-03"), make_initiative("b", verifie_le="2023-12-31")
    )
    assert choose_date(catalogue, None) == "2024-03-01"
    assert choose_date(make_catalogue(make_initiative("a")), None) is None


def test_years_keep_their_gaps_and_gather_the_oldest() -> None:
    years = count_years(
        make_catalogue(
            *(
                make_initiative(f"i{year}", depuis=year)
                for year in ("1950", "1999", "2020-05", "2022")
            ),
            make_initiative("sans"),
        )
    )
    assert years.counts[0] == (1999, 1)
    assert years.counts[-3:] == ((2020, 1), (2021, 0), (2022, 1))
    assert (years.before, years.unknown) == ((1999, 1), 1)


def test_no_year_at_all() -> None:
    years = count_years(make_catalogue(make_initiative("sans")))
    assert (years.counts, years.before, years.unknown) == ((), None, 1)


def test_states_and_forms() -> None:
    catalogue = make_catalogue(make_initiative("a"), make_initiative("b", statut="en-projet"))
    assert count_statuts(catalogue) == (
        ("en-projet", "En projet", 1),
        ("en-activite", "En activité", 1),
    )
    assert count_formes(catalogue) == (("association", "Association", 2),)
