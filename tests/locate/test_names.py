from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.locate.names import fold_lines, fold_name, fold_name_loosely


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("L'HAY LES ROSES", "l hay les roses"),
        ("  12 bis,  rue de l’Œuvre ", "12 bis rue de l oeuvre"),
        ("Vœuil_et_Giget", "voeuil et giget"),
        ("…", ""),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold_lines(text) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St-Denis", "saint denis"),
        ("SAINT DENIS", "saint denis"),
        ("Ste. Marie", "sainte marie"),
        ("Stes-Maries-de-la-Mer", "saintes maries de la mer"),
        ("Lens Cedex 2", "lens"),
        ("Chalon s/ Saône", "chalon sur saone"),
        ("CHALON S/SAÔNE", "chalon sur saone"),
        ("Noyelles s/s Lens", "noyelles sous lens"),
        ("Lys-lès-Lannoy", "lys les lannoy"),
        ("Lys-lez-Lannoy", "lys les lannoy"),
        ("Paris 11e Arrondissement", "paris 11"),
        ("Paris 11ème", "paris 11"),
        ("paris 11", "paris 11"),
        ("Lyon 03", "lyon 3"),
        ("Marseille 1er arrdt", "marseille 1"),
    ],
)
def test_spellings_of_a_commune_meet(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Le Havre", "havre"),
        ("L’Haÿ-les-Roses", "hay les roses"),
        ("Les Abymes", "abymes"),
        ("Aux Marais", "marais"),
        ("Lens", "lens"),
        ("Château-Chinon (Ville)", "chateau chinon"),
    ],
)
def test_articles_and_parentheses_are_forgiven(name: str, folded: str) -> None:
    assert fold_name_loosely(name) == folded


LINES = st.lists(st.text().map(lambda text: " ".join(text.split())), min_size=1, max_size=5)


@given(LINES)
def test_many_names_fold_as_one_by_one(names: list[str]) -> None:
    for fold in (fold_lines, fold_name, fold_name_loosely):
        assert fold("\n".join(names)).split("\n") == [fold(name) for name in names]
