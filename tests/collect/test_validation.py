from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from essaim.collect.flaws import write_loc
from essaim.collect.pictures import Pictures
from essaim.collect.validation import (
    EACH,
    check_codes,
    check_labels,
    check_pairs,
    check_pictures,
    check_ranges,
    check_twins,
    find_values,
)
from essaim.collect.yaml_reader import read_yaml
from tests.collect.sheets import VOCABULARIES


def read(text: str) -> Any:
    return read_yaml(text).data


def tell(flaws: Any) -> list[tuple[str, str, object]]:
    return [(f.code, write_loc(f.loc), f.values.get("proche", f.hint)) for f in flaws]


@pytest.mark.parametrize(
    ("data", "pattern", "found"),
    [
        ({"a": {"b": 1}}, ("a", "b"), [(("a", "b"), 1)]),
        ({"a": [1, 2]}, ("a", EACH), [(("a", 0), 1), (("a", 1), 2)]),
        ({"a": [{"b": 1}, 2, {"c": 3}]}, ("a", EACH, "b"), [(("a", 0, "b"), 1)]),
        ({"a": "texte"}, ("a", EACH), []),
        ({"a": ["b"]}, ("a", "b"), []),
        ([], ("a",), []),
    ],
)
def test_values_are_found(data: Any, pattern: Any, found: Any) -> None:
    assert find_values(data, pattern) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("themes: [mobilite, ' emploi ']", []),
        ("themes: [Mobilité]", [("code_inconnu", "themes[0]", "mobilite")]),
        ("themes: [énergie et climat]", [("code_inconnu", "themes[0]", "energie")]),
        ("themes: [zzz, 12, ~, '']", [("code_inconnu", "themes[0]", "hint")]),
        ("type: tiers lieu", [("code_inconnu", "type", "tiers-lieu")]),
        ("type: [tiers-lieu]", []),
        ("porteur: {forme: assoc}", [("code_inconnu", "porteur.forme", "association")]),
        ("partenaires: [ADEME, {role: x}]", [("code_inconnu", "partenaires[1].role", "hint")]),
        ("leviers: [1, 9, true, '2']", [("code_inconnu", "leviers[1]", "hint")]),
        (
            "co_porteurs: [{forme: assoc}]",
            [("code_inconnu", "co_porteurs[0].forme", "association")],
        ),
        ("financements: [{nature: dons}]", [("code_inconnu", "financements[0].nature", "don")]),
    ],
)
def test_codes(text: str, told: list[tuple[str, str, object]]) -> None:
    assert tell(check_codes(read(text), VOCABULARIES)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("labels: [{label: euralens, etape: labellise, criteres: [emploi]}]", []),
        ("labels: [{label: inconnu, etape: x}]", []),
        (
            "labels: [{label: euralens, etape: Labellisé, criteres: [lien social, x]}]",
            [
                ("code_inconnu", "labels[0].etape", "labellise"),
                ("code_inconnu", "labels[0].criteres[0]", "lien-social"),
                ("code_inconnu", "labels[0].criteres[1]", "hint"),
            ],
        ),
        ("labels: [{label: [euralens]}, 12]", []),
    ],
)
def test_labels(text: str, told: list[tuple[str, str, object]]) -> None:
    assert tell(check_labels(read(text), VOCABULARIES)) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chiffres_cles: [{valeur: 15, valeur_max: 20}, {valeur: 1}, {valeur_max: 2}, x]", []),
        ("chiffres_cles: [{valeur: '20', valeur_max: 15}]", []),
        ("chiffres_cles: [{valeur: 20, valeur_max: 15.5}]", [("20", "15,5")]),
        ("chiffres_cles: [{valeur: 20, valeur_max: 20}]", [("20", "20")]),
        ("chiffres_cles: {valeur: 20, valeur_max: 15}", []),
    ],
)
def test_ranges(text: str, found: list[tuple[str, str]]) -> None:
    flaws = list(check_ranges(read(text)))
    assert [(flaw.values["valeur"], flaw.values["valeur_max"]) for flaw in flaws] == found
    assert all(write_loc(flaw.loc) == "chiffres_cles[0].valeur_max" for flaw in flaws)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lieux: [{commune: x}]", []),
        ("itinerante: true", []),
        ("a: b", [("lieux_absents", "")]),
        ("lieux: []", [("lieux_absents", "lieux")]),
        ("lieux:\nitinerante: false", [("lieux_absents", "lieux")]),
        ("lieux: [{latitude: 1, longitude: 2}]", []),
        ("lieux: [{latitude: 1, longitude: }]", [("coordonnees_incompletes", "lieux[0].latitude")]),
        ("lieux: [x, {longitude: 1}]", [("coordonnees_incompletes", "lieux[1].longitude")]),
        ("itinerante: true\ndepuis: 2019\njusqu_a: 2019", []),
        ("itinerante: true\ndepuis: 2019-05\njusqu_a: 2019", []),
        (
            "itinerante: true\ndepuis: 2019-05\njusqu_a: 2019-04-30",
            [("periode_inversee", "jusqu_a")],
        ),
        ("itinerante: true\ndepuis: 2020\njusqu_a: 2019-12", [("periode_inversee", "jusqu_a")]),
        ("itinerante: true\ndepuis: hier\njusqu_a: 2019", []),
        ("itinerante: true\ndepuis: [1]\njusqu_a: {a: 1}", []),
        (
            "itinerante: true\nstatut: en-activite\njusqu_a: 2019",
            [("fin_sans_statut", "jusqu_a")],
        ),
        ("itinerante: true\nstatut: terminee\njusqu_a: 2019", []),
        ("itinerante: true\nstatut: [terminee]\njusqu_a: 2019", []),
    ],
)
def test_pairs(text: str, told: list[tuple[str, str]]) -> None:
    assert [(f.code, write_loc(f.loc)) for f in check_pairs(read(text))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [b, c]", []),
        ("a: [b, c, B, ' b ']", [("a[2]", 1), ("a[3]", 1)]),
        ("a: [1, true, '1', 1.0]", []),
        ("a: [~, ~, '', '']", []),
        ("a: [{b: 1, c: [x]}, {b: 1, c: [X]}]", [("a[1]", 1)]),
        ("a: [{b: [x, x]}]", [("a[0].b[1]", 1)]),
        ("a: [[x], [x]]", [("a[1]", 1)]),
        ("a: {b: x, c: x}", []),
    ],
)
def test_twins(text: str, told: list[tuple[str, int]]) -> None:
    assert [(write_loc(f.loc), f.values["rang"]) for f in check_twins(read(text))] == told


def test_images_are_looked_for(tmp_path: Path) -> None:
    data = read(
        "images: [{fichier: a.png}, {fichier: ../a.png}, {fichier: a.svg}, {fichier: 1}, x]"
    )
    assert tell(check_pictures(data, Pictures(tmp_path))) == [
        ("image_absente", "images[0].fichier", None)
    ]
