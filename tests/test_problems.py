"""Problems are ordered as one mends them."""

from __future__ import annotations

import random

from essaim.problems import Problem, Severity, sort_problems


def make_problem(path: str = "a.md", line: int = 1, column: int = 1, **facts: object) -> Problem:
    return Problem(
        **{
            "path": path,
            "line": line,
            "column": column,
            "field": "titre",
            "code": "manque",
            "message": "manque",
            **facts,
        }
    )


def test_problems_are_sorted_by_file_then_from_top_to_bottom() -> None:
    ordered = [
        make_problem("a.md", 2, 5),
        make_problem("a.md", 2, 9),
        make_problem("a.md", 10, 1),
        make_problem("b.md", 1, 1, severity=Severity.AVERTISSEMENT),
        make_problem("b.md", 1, 1, field="type"),
    ]
    shuffled = ordered.copy()
    random.Random(1).shuffle(shuffled)
    # A warning comes before an error of the same place: "avertissement" sorts before "erreur".
    assert sort_problems(shuffled) == ordered


def test_the_same_problem_is_told_once() -> None:
    assert sort_problems([make_problem(), make_problem()]) == [make_problem()]


def test_only_errors_keep_a_file_out() -> None:
    assert make_problem().is_error
    assert not make_problem(severity=Severity.AVERTISSEMENT).is_error
