from __future__ import annotations

import pytest

from essaim.locate.flaws import find_position, join_listed
from tests.support.factories import make_initiative


@pytest.mark.parametrize(
    ("field", "position"),
    [
        ("lieux[0].commune", (12, 14)),
        ("lieux[0].code_postal", (12, 5)),
        ("lieux[1].commune", (11, 1)),
        ("perimetre.codes[3]", (20, 3)),
        ("titre", (1, 1)),
        ("", (1, 1)),
    ],
)
def test_a_problem_stands_at_its_field_or_at_what_holds_it(
    field: str, position: tuple[int, int]
) -> None:
    initiative = make_initiative(
        positions={
            "lieux[0].commune": (12, 14),
            "lieux[0]": (12, 5),
            "lieux": (11, 1),
            "perimetre.codes": (20, 3),
        }
    )
    assert find_position(initiative, field) == position


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a ou b"),
        (["a", "b", "c"], "a, b ou c"),
        (["a", "b", "c", "d"], "a, b, c…"),
    ],
)
def test_words_are_listed_as_in_a_sentence(items: list[str], text: str) -> None:
    assert join_listed(items, 3, last="ou") == text
