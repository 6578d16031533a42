from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from essaim.collect.model import CodeInsee, CodeQpv, Image
from essaim.collect.values import Number, PartialDate, Url, join_lines


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (2019, "2019"),
        ("2019", "2019"),
        (" 2022-04 ", "2022-04"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_dates(value: object, date: str) -> None:
    assert TypeAdapter(PartialDate).validate_python(value) == date


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "date"),
        (19, "date"),
        (201904, "date"),
        ("2022-13", "date"),
        ("2022-4", "date"),
        ("2022-04-15T10:00", "date"),
        ("2023-02-29", "date_inexistante"),
        (None, "date"),
    ],
)
def test_refused_dates(value: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(PartialDate).validate_python(value)
    assert [error["type"] for error in caught.value.errors()] == [kind]


@pytest.mark.parametrize(
    "url",
    [
        "https://exemple.fr",
        "http://www.exemple.fr:8080/a/b?c=d#e",
        "https://exemple.fr/à/l’été",
    ],
)
def test_urls(url: str) -> None:
    assert TypeAdapter(Url).validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "exemple.fr",
        "//exemple.fr",
        "ftp://exemple.fr",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://exemple.fr/a b",
        "https://exemple.fr/\nx",
        'https://exemple.fr/"><script>',
        "https://[exemple.fr",
        "https://exemple.fr:99999",
        "https://exemple.fr/" + "x" * 2000,
    ],
)
def test_refused_urls(url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Url).validate_python(url)
    assert [error["type"] for error in caught.value.errors()] == ["adresse_web"]


@pytest.mark.parametrize("value", [0, -1, 2.5, 10**15])
def test_numbers_keep_their_type(value: float) -> None:
    number = TypeAdapter(Number).validate_python(value)
    assert (type(number), number) == (type(value), value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2", "nombre_attendu"),
        (True, "nombre_attendu"),
        (None, "nombre_attendu"),
        (float("inf"), "nombre_trop_grand"),
        (float("nan"), "nombre_trop_grand"),
        (10**400, "nombre_trop_grand"),
    ],
)
def test_refused_numbers(value: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Number).validate_python(value)
    assert [error["type"] for error in caught.value.errors()] == [kind]


@pytest.mark.parametrize("code", ["62498", "01001", "2A004", "2B033", "97411", "98735", "75056"])
def test_code_insee(code: str) -> None:
    assert TypeAdapter(CodeInsee).validate_python(code) == code


@pytest.mark.parametrize("code", ["2C004", "96001", "00001", "6249", "624980", "62498\n", "99999"])
def test_refused_code_insee(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CodeInsee).validate_python(code)


@pytest.mark.parametrize(
    ("code", "valid"),
    [("QN05950M", True), ("QN2A001M", False), ("QN02A01M", True), ("QP059050", False)],
)
def test_code_qpv(code: str, valid: bool) -> None:
    try:
        TypeAdapter(CodeQpv).validate_python(code)
    except ValidationError:
        assert not valid
    else:
        assert valid


@pytest.mark.parametrize(
    "name", ["a.svg", "../a.jpg", "/a.jpg", "a.JPG", ".a.jpg", "a b.jpg", "é.png"]
)
def test_refused_images(name: str) -> None:
    with pytest.raises(ValidationError):
        Image.model_validate({"fichier": name, "alt": "Une image", "credit": "Nous"})


def test_folded_lines_are_joined() -> None:
    assert join_lines("un\u00a0:\n  deux\n trois") == "un\u00a0: deux trois"
