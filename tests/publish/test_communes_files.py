"""Every commune of France, by its name and its postcodes."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from essaim.publish.communes_files import list_letters, write_communes
from essaim.publish.words import fold_all
from tests.support.building import ROOT

HEADER = (
    "code,nom,type,departement,region,epci,parent,population,"
    "codes_postaux,anciens_codes,latitude,longitude,rayon,centre\n"
)


@pytest.fixture(scope="module")
def files() -> dict[str, list[Any]]:
    """Write the files of the official reference, by the short name of each."""
    return {
        Path(address).stem: json.loads(content)["communes"]
        for address, content in write_communes(ROOT / "reference").items()
    }


def find(entries: list[Any], nom: str) -> list[Any]:
    return [entry for entry in entries if entry[1] == nom]


@pytest.mark.parametrize(
    ("folded", "letters"),
    [
        ("lens", ("l",)),
        ("le havre", ("l", "h")),
        ("la courneuve", ("l", "c")),
        ("les abymes", ("l", "a")),
        ("l isle adam", ("l", "i")),
        ("le luc", ("l",)),
        ("le", ("l",)),
        ("lalande", ("l",)),
        ("", ()),
    ],
)
def test_a_name_is_found_with_and_without_its_article(
    folded: str, letters: tuple[str, ...]
) -> None:
    assert list_letters(folded) == letters


def test_the_files_are_named_after_letters_and_postcodes(files: dict[str, list[Any]]) -> None:
    letters = [name for name in files if name.isalpha()]
    assert "".join(letters) == "abcdefghijklmnopqrstuvwxyz"
    codes = [name for name in files if name.isdigit()]
    assert codes == [f"{n:02}" for n in range(1, 96)] + ["97"]


def test_le_havre_is_under_both_its_letters(files: dict[str, list[Any]]) -> None:
    entry = ["76351", "Le Havre", "76600", 49.4944, 0.1079]
    for name in ("l", "h"):
        (found,) = find(files[name], "Le Havre")
        assert found[:3] == entry[:3]
        assert found[3:] == pytest.approx(entry[3:], abs=0.02)


def test_a_commune_is_found_by_each_of_its_postcodes(files: dict[str, list[Any]]) -> None:
    assert [entry[2] for entry in find(files["76"], "Le Havre")] == ["76600", "76610", "76620"]
    assert [entry[2] for entry in find(files["20"], "Ajaccio")] == ["20000", "20090", "20167"]
    assert [entry[2] for entry in find(files["97"], "Les Abymes")] == ["97139", "97142"]


def test_a_commune_is_found_by_its_code_whatever_its_postcode(files: dict[str, list[Any]]) -> None:
    # Its letters come from Haute-Loire, and it is in Cantal.
    for name in ("15", "43"):
        assert [entry[:3] for entry in find(files[name], "Leyvaux")] == [
            ["15105", "Leyvaux", "43450"]
        ]
    by_code = {name: {entry[0] for entry in entries} for name, entries in files.items()}
    for name in filter(str.isalpha, files):
        for code in by_code[name]:
            assert code in by_code[re.sub("2[AB]", "20", code[:2])]


def test_arrondissements_answer_for_their_postcodes(files: dict[str, list[Any]]) -> None:
    assert [entry[:3] for entry in find(files["75"], "Paris")] == [["75056", "Paris", "75001"]]
    sixteenth = find(files["75"], "Paris 16e Arrondissement")
    assert [entry[:3:2] for entry in sixteenth] == [["75116", "75016"], ["75116", "75116"]]
    assert len(files["75"]) == 22
    assert len([entry for entry in files["13"] if entry[0].startswith("132")]) == 16
    assert len([entry for entry in files["l"] if entry[1].startswith("Lyon ")]) == 9


def test_corsica_and_overseas_are_there(files: dict[str, list[Any]]) -> None:
    assert {entry[0][:2] for entry in files["20"]} == {"2A", "2B"}
    assert {entry[0][:3] for entry in files["97"]} == {"971", "972", "973", "974", "976"}


def test_every_commune_with_a_centre_is_told_once_per_letter(files: dict[str, list[Any]]) -> None:
    codes = {entry[0] for name, entries in files.items() if name.isalpha() for entry in entries}
    text = gzip.decompress((ROOT / "reference/communes.csv.gz").read_bytes()).decode()
    rows = [line.split(",") for line in text.splitlines()[1:]]
    assert codes == {row[0] for row in rows if row[2] in {"commune", "arrondissement"} and row[10]}
    for name in "sl":
        listed = [entry[0] for entry in files[name]]
        assert len(listed) == len(set(listed))


def test_entries_follow_the_alphabet_and_know_where_they_are(files: dict[str, list[Any]]) -> None:
    names = [entry[1] for entry in files["e"]]
    assert fold_all(names) == sorted(fold_all(names))
    assert names.index("Embrun") < names.index("Épinal") < names.index("Ernée")
    for entries in files.values():
        for code, nom, postcode, latitude, longitude in entries:
            assert re.fullmatch(r"\w{5}", code)
            assert nom
            assert re.fullmatch(r"\d{5}", postcode)
            assert -22 < latitude < 52
            assert -63 < longitude < 56


def test_names_are_written_as_json(tmp_path: Path) -> None:
    row = '01001,Le « "Bout" » du \\ monde,commune,01,84,,,10,,,46.1,4.9,100,mairie\n'
    (tmp_path / "communes.csv.gz").write_bytes(gzip.compress((HEADER + row).encode()))
    files = write_communes(tmp_path)
    names = ("01", "b", "l")
    assert list(files) == [f"donnees/communes/{name}.json" for name in names]
    assert json.loads(files["donnees/communes/l.json"]) == {
        "communes": [["01001", 'Le « "Bout" » du \\ monde', "", 46.1, 4.9]]
    }
