from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from essaim.collect.fields import list_parts
from essaim.collect.frontmatter import read_document
from essaim.collect.model import Fiche
from essaim.collect.schema import build_schema, list_objects, write_schema
from essaim.collect.vocabulary import load_vocabularies
from essaim.collect.yaml_reader import read_yaml
from essaim.locales import load_texts
from tests.collect.sheets import ROOT, VOCABULARIES, make_sheet
from tests.collect.test_collection import FULL

COMMITTED = ROOT / "schema/initiative.schema.json"
PARTS = {part.__name__: part for part in list_parts(Fiche).values()}


def read(text: str) -> dict[str, Any]:
    document, _ = read_document(text)
    assert document is not None
    return document.data


def test_the_committed_schema_is_fresh(tmp_path: Path) -> None:
    vocabularies, _ = load_vocabularies(ROOT / "vocabulaires")
    fresh = write_schema(tmp_path / "schema.json", vocabularies)
    assert COMMITTED.read_text("utf-8") == fresh, (
        "run: essaim schema -o schema/initiative.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(build_schema(VOCABULARIES))
    jsonschema.Draft202012Validator.check_schema(build_schema())


def test_the_words_of_the_code_stay_out() -> None:
    text = json.dumps(build_schema())
    assert all(part.__doc__ and part.__doc__ not in text for part in PARTS.values())
    assert "Where the initiative" not in text


@pytest.mark.parametrize("name", PARTS)
def test_every_field_has_its_words(name: str) -> None:
    words = load_texts("champs")[name]
    assert set(words) == {"_", *PARTS[name].model_fields}
    for key, entry in words.items():
        assert set(entry) - {"exemples"} == {"titre", "description"}, key
        assert entry["description"].endswith("."), key
        assert not entry["titre"].endswith("."), key
    objects = dict(list_objects(build_schema()))
    for key, node in objects[name]["properties"].items():
        assert node["title"] == words[key]["titre"]
        assert node["description"] == words[key]["description"]


def test_no_words_without_a_field() -> None:
    assert set(load_texts("champs")) == set(PARTS)


SAMPLES = {
    (name, key): example
    for name in PARTS
    for key, entry in load_texts("champs")[name].items()
    for example in entry.get("exemples", [])
}


@pytest.mark.parametrize(("name", "key"), SAMPLES)
def test_examples_are_accepted(name: str, key: str) -> None:
    value = read_yaml(SAMPLES[name, key]).data
    try:
        PARTS[name].model_validate({key: value})
    except ValidationError as error:
        # The other fields are missing, which is none of the example's business.
        assert [e for e in error.errors() if e["loc"][0] == key] == []


@pytest.mark.parametrize("text", [make_sheet(), FULL])
def test_sound_files_follow_the_schema(text: str) -> None:
    data = read(text)
    # The reader takes empty text for no text, editors need not.
    data = {key: value for key, value in data.items() if value != ""}
    jsonschema.validate(data, build_schema(VOCABULARIES))


@pytest.mark.parametrize("file", sorted((ROOT / "initiatives").glob("*.md")), ids=lambda f: f.stem)
def test_the_demonstration_follows_the_schema(file: Path) -> None:
    schema = json.loads(COMMITTED.read_text("utf-8"))
    jsonschema.validate(read(file.read_text("utf-8")), schema)


@pytest.mark.parametrize(
    "text",
    [
        make_sheet(statut="actif"),
        make_sheet(resume=None),
        make_sheet(themes="[]"),
        make_sheet(themes="[inconnu]"),
        make_sheet(type="inconnu"),
        make_sheet(extra="xyz: 1\n"),
        make_sheet(lieux="[{commune: Denain, code_postal: 59220}]"),
        make_sheet(extra="leviers: [9]\n"),
        make_sheet(extra="partenaires: [12]\n"),
        make_sheet(extra="labels: [{label: euralens, etape: inconnue}]\n"),
        make_sheet(extra="labels: [{label: euralens, etape: candidat, criteres: [inconnu]}]\n"),
        make_sheet(extra="chiffres_cles: [{valeur: '2,5', libelle: x}]\n"),
        make_sheet(extra="depuis: 15/04/2022\n"),
    ],
)
def test_broken_files_do_not_follow_the_schema(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read(text), build_schema(VOCABULARIES))


def test_codes_are_free_without_vocabularies() -> None:
    jsonschema.validate(read(make_sheet(type="inconnu")), build_schema())
