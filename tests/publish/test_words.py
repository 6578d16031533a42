"""The words of the search."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.publish.words import fold_all, list_stop_words, shorten_text, write_extra

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Étoile d’Émile", "l etoile d emile"),
        ("Œuvre & cœur, ÆGIDE", "oeuvre coeur aegide"),
        (f"Garage{SPACE}: 2ᵉ n°{SPACE}12", "garage 2 n 12"),
        ("straße", "stra e"),
        ("C\u0327a de\u0301ja\u0300", "ca deja"),
        ("deux\nlignes", "deux lignes"),
        ("ελλάς", ""),
        ("", ""),
    ],
)
def test_texts_are_folded_as_the_scripts_fold_them(text: str, folded: str) -> None:
    assert fold_all([text, text]) == [folded, folded]


def test_nothing_to_fold_gives_nothing() -> None:
    assert fold_all([]) == []


def fold_one(text: str) -> str:
    """Fold as `foldText` of mots.js says it, step by step."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", lowered))
    return re.sub("[^a-z0-9]+", " ", plain).strip()


@given(st.lists(st.text(max_size=40), max_size=8))
def test_folding_together_is_folding_apart(texts: list[str]) -> None:
    assert fold_all(texts) == [fold_one(text) for text in texts]


def test_only_new_words_are_told_with_their_rows() -> None:
    assert write_extra(
        ["Garage de Denain, vélo", "Jardin", "", "Garage"],
        ["Vélos, réparation et prêt d’outils", "Le jardin à Lens", "", "Prêt, garage ; pret"],
    ) == {
        "mots": ["lens", "outils", "pret", "reparation", "velos"],
        "extra": [[1], [0], [0, 3], [0], [0]],
    }


def test_stop_words_are_folded_words() -> None:
    words = list_stop_words()
    assert fold_all(sorted(words)) == sorted(words)
    assert {"on", "ou", "les"} <= words


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("Dix lettres", 11, "Dix lettres"),
        ("Dix lettres et plus", 11, "Dix…"),
        ("Dix lettres et plus", 12, "Dix lettres…"),
        ("Une virgule, ici", 13, "Une virgule…"),
        (f"Oui{SPACE}: une suite", 8, "Oui…"),
        ("anticonstitutionnel", 11, "anticonsti…"),
    ],
)
def test_texts_are_cut_at_the_end_of_a_word(text: str, length: int, short: str) -> None:
    assert shorten_text(text, length) == short


@given(st.text(), st.integers(2, 60))
def test_a_cut_text_is_never_too_long(text: str, length: int) -> None:
    short = shorten_text(text, length)
    assert len(short) <= length
    assert short == text or short.endswith("…")
