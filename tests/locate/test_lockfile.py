from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.collect.model import Lieu, Niveau
from essaim.locate.lockfile import (
    Lock,
    format_lock,
    make_place_key,
    parse_lock,
    read_lock,
    write_lock,
)
from essaim.locate.model import LienQpv, Precision, Relation, Situation, Territoire
from essaim.problems import Problem

GRENAY = Situation(
    50.4492,
    2.7365,
    Precision.COMMUNE,
    None,
    "Grenay",
    "reference",
    "2026-11-20",
    "2026",
    (
        Territoire(Niveau.COMMUNE, "62386", "Grenay"),
        Territoire(Niveau.REGION, "32", "Hauts-de-France"),
    ),
)
DENAIN = Situation(
    50.33,
    3.39,
    Precision.NUMERO,
    0.91,
    "12 Rue de l’Été",
    "ban",
    "2026-11-20",
    "2026",
    (Territoire(Niveau.COMMUNE, "59172", "Denain"),),
    (LienQpv("QN05950M", "Centre", Relation.PROCHE, 120, "2024"),),
    "2024",
)
LOCK = Lock("2026", {"grenay|62160": GRENAY, "denain|59220": DENAIN})
TEXT = """\
{
  "version": 1,
  "millesime": "2026",
  "lieux": {
    "denain|59220": {"latitude": 50.33, "longitude": 3.39, "precision": "numero", "score": 0.91, \
"libelle": "12 Rue de l’Été", "fournisseur": "ban", "date": "2026-11-20", "millesime": "2026", \
"territoires": [{"niveau": "commune", "code": "59172", "nom": "Denain"}], \
"qpv": [{"code": "QN05950M", "nom": "Centre", "relation": "proche", "distance": 120, \
"millesime": "2024"}], "millesime_qpv": "2024"},
    "grenay|62160": {"latitude": 50.4492, "longitude": 2.7365, "precision": "commune", \
"score": null, "libelle": "Grenay", "fournisseur": "reference", "date": "2026-11-20", \
"millesime": "2026", "territoires": [{"niveau": "commune", "code": "62386", "nom": "Grenay"}, \
{"niveau": "region", "code": "32", "nom": "Hauts-de-France"}], "qpv": [], \
"millesime_qpv": null}
  }
}
"""
NAME = "lieux.lock.json"
UNREADABLE = (
    "Ce fichier n’est pas lisible.",
    "Reprenez sa dernière version enregistrée, ou supprimez-le et lancez : essaim locate",
)


@pytest.mark.parametrize(
    ("lieu", "key"),
    [
        ({"commune": "Grenay"}, "grenay"),
        ({"commune": "Grenay", "code_postal": "62160"}, "grenay|62160"),
        ({"commune": "GRENAY", "nom": "Atelier", "horaires": "Mo-Fr 09:00-12:00"}, "grenay"),
        (
            {"commune": "Denain", "adresse": "12,  rue de l’ÉTÉ", "code_insee": "59172"},
            "denain||59172|12 rue de l ete",
        ),
        (
            {"commune": "Denain", "latitude": 50.330001, "longitude": 3.39},
            "denain||||50.33000,3.39000",
        ),
        (
            {"commune": "Denain", "qpv": ("QN05951M", "QN05950M", "QN05951M")},
            "denain|||||QN05950M QN05951M",
        ),
    ],
)
def test_a_key_holds_what_decides_the_point(lieu: dict[str, object], key: str) -> None:
    assert make_place_key(Lieu.model_validate(lieu)) == key


def test_the_bytes_are_known_and_do_not_depend_on_the_order() -> None:
    assert format_lock(LOCK) == TEXT
    assert format_lock(Lock("2026", dict(reversed(LOCK.lieux.items())))) == TEXT
    assert format_lock(Lock("2026")) == (
        '{\n  "version": 1,\n  "millesime": "2026",\n  "lieux": {}\n}\n'
    )


def test_what_is_written_is_read() -> None:
    assert parse_lock(TEXT, NAME) == (LOCK, [])


TEXTS = st.text(max_size=20)
SITUATIONS = st.builds(
    Situation,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(Precision),
    st.none() | st.floats(0, 1),
    TEXTS,
    TEXTS,
    st.dates().map(str),
    TEXTS,
    st.lists(st.builds(Territoire, st.sampled_from(Niveau), TEXTS, TEXTS), max_size=4).map(tuple),
    st.lists(
        st.builds(
            LienQpv,
            TEXTS,
            TEXTS,
            st.sampled_from(Relation),
            st.none() | st.integers(0, 10_000),
            TEXTS,
        ),
        max_size=3,
    ).map(tuple),
    st.none() | TEXTS,
)
LOCKS = st.builds(Lock, TEXTS, st.dictionaries(TEXTS, SITUATIONS, max_size=5))


@given(LOCKS)
def test_any_lock_survives_the_round_trip(lock: Lock) -> None:
    text = format_lock(lock)
    assert parse_lock(text, NAME) == (lock, [])
    assert format_lock(parse_lock(text, NAME)[0]) == text
    assert text.count("\n") == 6 + len(lock.lieux) - (0 if lock.lieux else 1)


@given(st.text() | st.recursive(st.none() | st.text() | st.floats(), st.lists).map(json.dumps))
def test_any_text_gives_a_lock(text: str) -> None:
    lock, problems = parse_lock(text, NAME)
    assert lock == Lock()
    assert [problem.message for problem in problems] in (
        [UNREADABLE[0]],
        ["Deux versions de ce fichier n’ont pas été réconciliées."],
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("[]", 1, 1),
        ("{}", 1, 1),
        (TEXT.replace('"lieux"', '"places"'), 1, 1),
        (TEXT.replace('"millesime": "2026",\n', ""), 1, 1),
        (TEXT.replace('},\n    "grenay', '}\n    "grenay'), 6, 5),
        ("[" * 100_000, 1, 1),
        ('{"version": ' + "9" * 5_000 + "}", 1, 1),
        (TEXT.replace("Denain", "\\ud800"), 1, 1),
    ],
)
def test_what_is_no_lock_is_told(text: str, line: int, column: int) -> None:
    assert parse_lock(text, NAME) == (
        Lock(),
        [Problem(NAME, line, column, "", "lock_illisible", *UNREADABLE)],
    )


def test_a_conflict_of_merge_is_told_at_its_line() -> None:
    text = TEXT.replace('    "grenay', '<<<<<<< HEAD\n    "grenay')
    assert parse_lock(text, NAME) == (
        Lock(),
        [
            Problem(
                NAME,
                6,
                1,
                "",
                "lock_conflit",
                "Deux versions de ce fichier n’ont pas été réconciliées.",
                "Gardez les lignes des deux côtés, retirez les marques de conflit, puis lancez :"
                " essaim locate",
            )
        ],
    )


def test_another_version_is_told() -> None:
    assert parse_lock(TEXT.replace('"version": 1', '"version": 2'), NAME) == (
        Lock(),
        [
            Problem(
                NAME,
                1,
                1,
                "",
                "lock_version",
                "Format de version « 2 », que cet Essaim ne connaît pas.",
                "Mettez Essaim à jour, ou supprimez ce fichier et lancez : essaim locate",
            )
        ],
    )


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ('"latitude": 50.33,', '"latitude": 91,', "latitude"),
        ('"latitude": 50.33,', '"latitude": NaN,', "latitude"),
        ('"latitude": 50.33, "longitude": 3.39,', "", "latitude, longitude"),
        ('"numero"', '"porte"', "precision"),
        ('"niveau": "commune", "code": "59172"', '"code": "59172"', "territoires.0.niveau"),
        ('"fournisseur": "ban", "date": "2026-11-20"', '"date": "hier"', "fournisseur, date"),
    ],
)
def test_a_bad_place_is_left_out_and_told_at_its_line(before: str, after: str, fields: str) -> None:
    lock, problems = parse_lock(TEXT.replace(before, after, 1), NAME)
    assert lock == Lock("2026", {"grenay|62160": GRENAY})
    assert problems == [
        Problem(
            NAME,
            5,
            1,
            "",
            "lock_entree",
            f"Le lieu « denain|59220 » est mal décrit : {fields}.",
            "Retirez cette ligne, puis lancez : essaim locate",
        )
    ]


def test_a_place_that_stands_twice_is_told_at_the_second() -> None:
    text = TEXT.replace('"denain|59220"', '"grenay|62160"')
    lock, problems = parse_lock(text, NAME)
    assert lock == Lock("2026", {"grenay|62160": GRENAY})
    assert problems == [
        Problem(
            NAME,
            6,
            1,
            "",
            "lock_double",
            "« grenay|62160 » figure deux fois.",
            "Gardez une seule de ces lignes, puis lancez : essaim locate",
        )
    ]


def test_a_missing_file_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path / NAME) == (Lock(), [])


def test_a_file_is_written_then_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert write_lock(path, LOCK) is True
    assert path.read_text("utf-8") == TEXT
    assert read_lock(path) == (LOCK, [])
    assert list(tmp_path.iterdir()) == [path]


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / NAME
    write_lock(path, LOCK)
    os.utime(path, (0, 0))
    assert write_lock(path, LOCK) is False
    assert path.stat().st_mtime == 0


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_an_interrupted_write_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / NAME
    write_lock(path, LOCK)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="disk full"):
        write_lock(path, Lock("2027"))
    assert read_lock(path) == (LOCK, [])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"\xff\xfe{}", None])
def test_bytes_that_are_no_text_are_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / NAME
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    lock, problems = read_lock(path, "catalogue/lieux.lock.json")
    assert lock == Lock()
    assert problems == [
        Problem("catalogue/lieux.lock.json", 1, 1, "", "lock_illisible", *UNREADABLE)
    ]


def test_a_lock_older_than_the_contours_is_read() -> None:
    text = TEXT.replace(', "millesime_qpv": "2024"', "").replace(', "millesime_qpv": null', "")
    lock, problems = parse_lock(text, NAME)
    assert problems == []
    assert {place.millesime_qpv for place in lock.lieux.values()} == {None}
