"""Problems written for people, forges and programs, to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from essaim.problems import Problem, Severity
from essaim.reports import (
    FORMATS,
    SUMMARY_ROWS,
    format_github,
    format_gitlab,
    format_job_summary,
    format_json,
    format_text,
    summarize_problems,
)

POSTCODE = Problem(
    path="initiatives/x.md",
    line=12,
    column=5,
    field="lieux[0].code_postal",
    code="guillemets",
    message="un nombre au lieu d’un texte",
    hint='Mettez des guillemets : "01200".',
)
CONTACT = Problem(
    path="initiatives/x.md",
    line=30,
    column=3,
    field="contact.courriel",
    code="contact_personnel",
    message="adresse personnelle",
    severity=Severity.AVERTISSEMENT,
)
WHOLE = Problem("initiatives/é t.md", 1, 1, "", "fichier_vide", "le fichier est vide")


def test_text_gives_place_field_message_then_hint() -> None:
    assert format_text([POSTCODE, CONTACT, WHOLE]) == (
        "initiatives/x.md:12:5: lieux[0].code_postal: un nombre au lieu d’un texte\n"
        '    → Mettez des guillemets : "01200".\n'
        "initiatives/x.md:30:3: contact.courriel: avertissement\u00a0: adresse personnelle\n"
        "initiatives/é t.md:1:1: le fichier est vide"
    )


def test_text_has_colours_when_asked() -> None:
    assert format_text([POSTCODE], True) == (
        "\x1b[1minitiatives/x.md:12:5:\x1b[0m \x1b[36mlieux[0].code_postal:\x1b[0m "
        "\x1b[31mun nombre au lieu d’un texte\x1b[0m\n"
        '\x1b[2m    → Mettez des guillemets : "01200".\x1b[0m'
    )
    assert "\x1b[33mavertissement" in format_text([CONTACT], True)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[2Jb", "a\\u001b[2Jb"),
        ("a\nb.md:1:1: faux", "a\\u000ab.md:1:1: faux"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b\x9bc", "a\\u2028b\\u009bc"),
        ("L’été\u00a0! \u202f?", "L’été\u00a0! \u202f?"),
    ],
)
def test_text_never_obeys_what_files_say(hostile: str, shown: str) -> None:
    problem = Problem(hostile, 1, 1, hostile, "code", hostile, hostile)
    assert format_text([problem]) == f"{shown}:1:1: {shown}: {shown}\n    → {shown}"


def test_github_annotates_lines() -> None:
    assert format_github([POSTCODE, CONTACT, WHOLE]).splitlines() == [
        "::error file=initiatives/x.md,line=12,col=5,title=lieux[0].code_postal::"
        'un nombre au lieu d’un texte%0A→ Mettez des guillemets : "01200".',
        "::warning file=initiatives/x.md,line=30,col=3,title=contact.courriel::adresse personnelle",
        "::error file=initiatives/é t.md,line=1,col=1,title=fichier_vide::le fichier est vide",
    ]


def test_github_escapes_what_would_end_a_command() -> None:
    problem = replace(POSTCODE, path="a,b:c%.md", message="50 %\r\n::set-env::", hint="")
    assert format_github([problem]) == (
        "::error file=a%2Cb%3Ac%25.md,line=12,col=5,title=lieux[0].code_postal::"
        "50 %25%0D%0A::set-env::"
    )


def read_gitlab(*problems: Problem) -> list[dict[str, Any]]:
    report: list[dict[str, Any]] = json.loads(format_gitlab(problems))
    return report


def test_gitlab_writes_code_quality_records() -> None:
    records = read_gitlab(POSTCODE, CONTACT, WHOLE)
    for record in records:
        assert len(record.pop("fingerprint")) == 64
    assert records == [
        {
            "description": "lieux[0].code_postal: un nombre au lieu d’un texte"
            ' → Mettez des guillemets : "01200".',
            "check_name": "guillemets",
            "severity": "major",
            "location": {"path": "initiatives/x.md", "lines": {"begin": 12}},
        },
        {
            "description": "contact.courriel: adresse personnelle",
            "check_name": "contact_personnel",
            "severity": "minor",
            "location": {"path": "initiatives/x.md", "lines": {"begin": 30}},
        },
        {
            "description": "le fichier est vide",
            "check_name": "fichier_vide",
            "severity": "major",
            "location": {"path": "initiatives/é t.md", "lines": {"begin": 1}},
        },
    ]


def test_gitlab_fingerprint_follows_a_problem_that_moves() -> None:
    here, moved = read_gitlab(POSTCODE)[0], read_gitlab(replace(POSTCODE, line=99, column=1))[0]
    assert here["fingerprint"] == moved["fingerprint"]


def test_gitlab_fingerprints_tell_problems_apart() -> None:
    twins = [POSTCODE, replace(POSTCODE, line=40), CONTACT, replace(POSTCODE, path="autre.md")]
    prints = [record["fingerprint"] for record in read_gitlab(*twins)]
    assert len(set(prints)) == len(twins)


def test_json_is_a_list_of_flat_records() -> None:
    assert json.loads(format_json([POSTCODE, CONTACT]))[0] == {
        "path": "initiatives/x.md",
        "line": 12,
        "column": 5,
        "field": "lieux[0].code_postal",
        "code": "guillemets",
        "message": "un nombre au lieu d’un texte",
        "hint": 'Mettez des guillemets : "01200".',
        "severity": "erreur",
    }


@pytest.mark.parametrize(
    ("name", "nothing"), [("text", ""), ("github", ""), ("gitlab", "[]"), ("json", "[]")]
)
def test_every_format_says_nothing_of_nothing(name: str, nothing: str) -> None:
    assert FORMATS[name]([], False) == nothing


def test_formats_are_the_ones_documented() -> None:
    assert list(FORMATS) == ["text", "github", "gitlab", "json"]


@pytest.mark.parametrize(
    ("problems", "checked", "sentence"),
    [
        ([], 0, "0 initiative, aucun problème."),
        ([], 1, "1 initiative, aucun problème."),
        ([], 10, "10 initiatives, aucun problème."),
        ([POSTCODE], 9, "1 erreur dans 1 fichier."),
        ([CONTACT], 9, "1 avertissement dans 1 fichier."),
        ([POSTCODE, CONTACT, WHOLE, WHOLE], 9, "3 erreurs, 1 avertissement dans 2 fichiers."),
        ([CONTACT, CONTACT], 9, "2 avertissements dans 1 fichier."),
    ],
)
def test_summary_counts_in_french(problems: list[Problem], checked: int, sentence: str) -> None:
    assert summarize_problems(problems, checked) == sentence


def test_summary_has_colours_when_asked() -> None:
    assert summarize_problems([], 2, True) == "\x1b[32m2 initiatives, aucun problème.\x1b[0m"
    assert summarize_problems([WHOLE], 2, True) == "\x1b[1m1 erreur dans 1 fichier.\x1b[0m"


def test_job_summary_is_a_table() -> None:
    assert format_job_summary([POSTCODE, CONTACT], 4) == (
        "## Vérification des fiches\n"
        "\n"
        "1 erreur, 1 avertissement dans 1 fichier.\n"
        "\n"
        "| Où | Champ | Problème | Que faire |\n"
        "| --- | --- | --- | --- |\n"
        "| initiatives/x.md:12 | lieux\\[0\\].code\\_postal | un nombre au lieu d’un texte "
        '| Mettez des guillemets : "01200". |\n'
        "| initiatives/x.md:30 | contact.courriel | avertissement\u00a0: adresse personnelle |  |\n"
    )


def test_job_summary_without_problem_is_a_sentence() -> None:
    assert format_job_summary([], 4) == (
        "## Vérification des fiches\n\n4 initiatives, aucun problème.\n"
    )


def test_job_summary_never_becomes_markup() -> None:
    hostile = replace(WHOLE, message="<img src=x> | [clic](http://x) @tous\n# titre `code`")
    row = format_job_summary([hostile], 1).splitlines()[-1]
    assert row == (
        "| initiatives/é t.md:1 |  | \\<img src=x\\> \\| \\[clic\\]\\(http://x\\) \\@tous"
        "\\\\u000a\\# titre \\`code\\` |  |"
    )


def test_job_summary_stays_under_the_limit_of_the_forge() -> None:
    many = [replace(POSTCODE, line=line) for line in range(SUMMARY_ROWS + 2)]
    summary = format_job_summary(many, 1)
    assert summary.count("\n| initiatives") == SUMMARY_ROWS
    assert summary.endswith("\n\n… et 2 autres problèmes.\n")
