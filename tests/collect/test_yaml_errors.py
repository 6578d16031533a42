from __future__ import annotations

import pytest

from essaim.collect import yaml_reader
from essaim.collect.flaws import write_problem
from essaim.collect.yaml_parser import PureParser, choose_parser
from essaim.collect.yaml_reader import read_yaml

CASES = [
    ("titre: Mine : des toits\n", "yaml_deux_points", 1, 13),
    ("a: {b: c, d: e: f}\n", "yaml_deux_points", 1, 15),
    ("statut:actif\ntitre: Un\n", "yaml_espace_apres_deux_points", 1, 8),
    ("titre: Un\nstatut:actif\nautre: x\n", "yaml_espace_apres_deux_points", 2, 8),
    ("a:\n  - b\n  -c\n", "yaml_espace_apres_tiret", 3, 3),
    ("titre: Un\nbonjour\n", "yaml_ligne_sans_cle", 2, 1),
    ("bonjour\ntitre: Un\n", "yaml_ligne_sans_cle", 1, 1),
    ("a: b\n  c: d\n", "yaml_retrait", 2, 3),
    ("a:\n  b: c\n d: e\n", "yaml_retrait", 3, 2),
    ("- a\nb: c\n", "yaml_retrait", 2, 1),
    ('a: "b\nc: d\n', "yaml_guillemets_ouverts", 1, 4),
    ("a: 'b\n", "yaml_guillemets_ouverts", 1, 4),
    ('a: "b\nc: "d"\n', "yaml_guillemets_ouverts", 1, 4),
    ("a: 'L'atelier'\n", "yaml_apostrophe", 1, 7),
    ('a: "Le "bon" coin"\n', "yaml_guillemets_internes", 1, 9),
    ("a: ['b' c]\n", "yaml_virgule", 1, 9),
    ("a: [x, 'L'atelier']\n", "yaml_apostrophe", 1, 11),
    ('a: "\\q"\n', "yaml_echappement", 1, None),
    ("a: > texte\n", "yaml_bloc", 1, 4),
    ("a: |texte\n", "yaml_bloc", 1, 4),
    ("a: @b\n", "yaml_caractere_initial", 1, 4),
    ("a: `b`\n", "yaml_caractere_initial", 1, 4),
    ("a: %b\n", "yaml_caractere_initial", 1, 4),
    ("a: ]\n", "yaml_caractere_initial", 1, 4),
    ("a: ? b\n", "yaml_caractere_initial", 1, 4),
    ("a: - b\n", "yaml_tiret", 1, 4),
    ("a: [b\nc: d\n", "yaml_crochet_ouvert", 1, 4),
    ("a: {b: c\nd: e\n", "yaml_crochet_ouvert", 1, 4),
    ("a: [b\n", "yaml_crochet_ouvert", 1, 4),
    ("a: [b, c}\n", "yaml_virgule", 1, 9),
    ("a: *gras* x\n", "yaml_alias", 1, 4),
    ("a: &\n", "yaml_ancre", 1, 4),
    ("a: !<\n", "yaml_etiquette", 1, 4),
    ("a: !x!y z\n", "yaml_etiquette", 1, 4),
    ("a: b\n\tc: d\n", "tabulation", 2, 1),
    ("a: b\n...\nc: d\n", "plusieurs_documents", 3, 1),
    ("%YAML 1.2\n", "yaml_directive", 1, 1),
    ("%\n", "yaml_directive", 1, None),
]


@pytest.mark.parametrize("parser", [choose_parser(), PureParser], ids=["libyaml", "python"])
@pytest.mark.parametrize(("text", "code", "line", "column"), CASES, ids=[c[0] for c in CASES])
def test_diagnoses(
    monkeypatch: pytest.MonkeyPatch,
    parser: type,
    text: str,
    code: str,
    line: int,
    column: int | None,
) -> None:
    monkeypatch.setattr(yaml_reader, "make_parser", parser)
    reading = read_yaml(text)
    assert not reading.complete
    [flaw] = reading.flaws
    assert (flaw.code, flaw.line) == (code, line)
    assert column is None or flaw.column == column
    assert write_problem(flaw, "x.md").message


def test_places_count_from_the_first_line() -> None:
    [flaw] = read_yaml("titre: Un\nautre: @x\n", 2).flaws
    assert (flaw.line, flaw.column) == (3, 8)


def test_columns_are_characters() -> None:
    [flaw] = read_yaml("é: [«é», 'é' é]\n").flaws
    assert flaw.column == 14
