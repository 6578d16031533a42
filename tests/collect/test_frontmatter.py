from __future__ import annotations

import pytest

from essaim.collect.flaws import Flaw
from essaim.collect.frontmatter import read_document, split_text


def test_a_file_is_cut_in_two() -> None:
    document, flaws = read_document("---\na: 1\nb: 2\n---\n\nLe récit.\n---\nsuite\n")
    assert flaws == []
    assert document is not None
    assert document.data == {"a": 1, "b": 2}
    assert document.body == "\nLe récit.\n---\nsuite\n"
    assert document.body_line == 5


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("titre: Un\n", "en_tete_absent", 1, 1),
        ("--\ntitre: Un\n---\n", "en_tete_absent", 1, 1),
        ("\n \n---\ntitre: Un\n---\n", "en_tete_decale", 3, 1),
        ("---\ntitre: Un\n", "en_tete_non_ferme", 1, 1),
        ("---\ntitre: Un\n----\n--- x\n", "en_tete_non_ferme", 1, 1),
        ("---", "en_tete_non_ferme", 1, 1),
        ("---\n---\n", "en_tete_vide", 1, 1),
        ("---\n\n# rien\n---\n", "en_tete_vide", 1, 1),
        ("---\nnull\n---\n", "en_tete_vide", 1, 1),
        ("---\n- a\n---\n", "en_tete_sans_cles", 2, 1),
        ("---\n\n  texte\n---\n", "en_tete_sans_cles", 3, 3),
        ("---\na:\n  b: 1\n \t c: 2\n---\n", "tabulation", 4, 2),
    ],
)
def test_what_cannot_be_cut(text: str, code: str, line: int, column: int) -> None:
    document, [flaw] = read_document(text)
    assert document is None
    assert (flaw.code, flaw.line, flaw.column) == (code, line, column)


@pytest.mark.parametrize(
    "text", ["---  \na: 1\n---\t\nb", "---\na: 1\n---\nb", "---\na: 1\n--- \nb"]
)
def test_spaces_after_fences_are_harmless(text: str) -> None:
    parts = split_text(text)
    assert not isinstance(parts, Flaw)
    assert parts == ("a: 1\n", "b", 4)


def test_no_story_after_the_closing_fence() -> None:
    assert split_text("---\na: 1\n---") == ("a: 1\n", "", 4)


def test_a_tabulation_inside_a_value_is_harmless() -> None:
    document, flaws = read_document("---\na: b\tc\nd:\te\n---\n")
    assert flaws == []
    assert document is not None
    assert document.data == {"a": "b\tc", "d": "e"}


def test_flaws_may_come_with_a_document() -> None:
    document, flaws = read_document("---\na: 1\na: 2\n---\n")
    assert document is not None
    assert [flaw.code for flaw in flaws] == ["cle_en_double"]
