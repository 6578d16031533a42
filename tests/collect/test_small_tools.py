"""The modules of a few functions: folding, proposals, contrast, official numbers, contacts."""

from __future__ import annotations

import pytest

from essaim.collect.contacts import check_contact
from essaim.collect.contrast import is_color, measure_contrast
from essaim.collect.folding import SLUG_LENGTH, find_closest, fold_text, propose_slug
from essaim.collect.identifiers import is_rna, is_siret
from essaim.collect.proposals import propose_date, propose_number
from essaim.collect.values import EMAIL, PHONE


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Étoile", "l etoile"),
        ("  Œuvre -- ÇA  ", "oeuvre ca"),
        ("Straße Ærø", "strasse aero"),
        ("2 500 m²", "2 500 m2"),
        ("北京", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Café « L’Étoile » !", "cafe-l-etoile"),
        ("déjà_vu.copie", "deja-vu-copie"),
        ("---", ""),
        ("x" * 200, "x" * SLUG_LENGTH),
        ("x" * (SLUG_LENGTH - 1) + " y", "x" * (SLUG_LENGTH - 1)),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert propose_slug(text) == slug


@pytest.mark.parametrize(
    ("word", "closest"),
    [
        ("résumé", "resume"),
        ("Statuts", "statut"),
        ("them", "themes"),
        ("thèmes ", "themes"),
        ("zzz", None),
        ("", None),
        ("s", None),
    ],
)
def test_closest(word: str, closest: str | None) -> None:
    assert find_closest(word, ["resume", "statut", "themes"]) == closest


def test_closest_of_nothing() -> None:
    assert find_closest("a", []) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15/04/2022", "2022-04-15"),
        ("5.4.2022", "2022-04-05"),
        ("04/2022", "2022-04"),
        ("avril 2022", "2022-04"),
        ("1er Août 2021", "2021-08-01"),
        ("15 décembre 2021", "2021-12-15"),
        ("13/2022", None),
        ("32/01/2022", None),
        ("printemps 2022", None),
        ("2022", None),
    ],
)
def test_dates_are_proposed(text: str, date: str | None) -> None:
    assert propose_date(text) == date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,5", ("2.5", "")),
        ("2 500", ("2500", "")),
        ("2\u202f500\u00a0000,75 €", ("2500000.75", "€")),
        ("-3,2", ("-3.2", "")),
        ("37 %", ("37", "%")),
        ("12,5m²", ("12.5", "m²")),
        ("12:30", None),
        ("0x10", None),
        ("1,234,567", None),
        ("environ 30", None),
        ("9" * 61, None),
    ],
)
def test_numbers_are_proposed(text: str, number: tuple[str, str] | None) -> None:
    assert propose_number(text) == number


@pytest.mark.parametrize(
    ("first", "second", "contrast"),
    [("#ffffff", "#000000", 21.0), ("#FFFFFF", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast(first: str, second: str, contrast: float) -> None:
    assert round(measure_contrast(first, second), 2) == contrast
    assert measure_contrast(first, second) == measure_contrast(second, first)


@pytest.mark.parametrize(
    ("text", "color"), [("#12aBef", True), ("#fff", False), ("12abef", False), ("#12abeg", False)]
)
def test_colors(text: str, color: bool) -> None:
    assert is_color(text) is color


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("73282932000074", True),
        ("35600000000048", True),  # La Poste, head office: Luhn holds
        ("35600000049837", True),  # La Poste, an office: only the sum holds
        ("73282932000075", False),
        ("732 829 320 00074", False),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", False),
        ("7328293200007", False),
    ],
)
def test_siret(text: str, valid: bool) -> None:
    assert is_siret(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [("W621000123", True), ("W2A1000123", True), ("W62100012", False), ("w621000123", False)],
)
def test_rna(text: str, valid: bool) -> None:
    assert is_rna(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("03 21 00 00 00", True),
        ("0321000000", True),
        ("03.21.00.00.00", True),
        ("+33 3 21 00 00 00", True),
        ("+262 262 00 00 00", True),
        ("+262 2 62 00 00 00", True),
        ("+32 2 00 00 00 00", False),
        ("3949", True),
        ("39 49", True),
        ("112 112", False),
        ("03 21 00 00", False),
        ("03\n21 00 00 00", False),
    ],
)
def test_phone(text: str, valid: bool) -> None:
    assert bool(PHONE.fullmatch(text)) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("contact@exemple.fr", True),
        ("a.b+c@sous.exemple.coop", True),
        ("contact@exemple", False),
        ("contact@@exemple.fr", False),
        ("<contact@exemple.fr>", False),
        ("a@b.fr, c@d.fr", False),
        ("mailto:a@b.fr", False),
    ],
)
def test_email(text: str, valid: bool) -> None:
    assert bool(EMAIL.fullmatch(text)) is valid


@pytest.mark.parametrize(
    ("contact", "codes"),
    [
        ({"courriel": "contact@ville.fr", "telephone": "03 21 00 00 00"}, []),
        ({"courriel": "jeanne@GMAIL.com"}, ["contact_personnel"]),
        (
            {"courriel": "jeanne@orange.fr", "telephone": "06 12 34 56 78"},
            ["contact_personnel", "contact_mobile"],
        ),
        ({"telephone": "+33 7 12 34 56 78"}, ["contact_mobile"]),
        ({"telephone": "+262 6 92 00 00 00"}, ["contact_mobile"]),
        ({"telephone": 612345678, "courriel": ["x"]}, []),
        ("jeanne@gmail.com", []),
        (None, []),
    ],
)
def test_personal_contacts(contact: object, codes: list[str]) -> None:
    assert [flaw.code for flaw in check_contact({"contact": contact})] == codes
