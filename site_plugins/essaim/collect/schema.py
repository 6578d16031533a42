"""The JSON Schema of the front matter, made from the model, for editors to complete and check.

Draft 2020-12. Titles, descriptions and examples come from `locales/fr/champs.yml`, written for the
people who fill the files in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from essaim.collect.fields import keep_keys, list_parts
from essaim.collect.model import Fiche
from essaim.collect.validation import CODES
from essaim.collect.vocabulary import Vocabularies
from essaim.collect.yaml_reader import read_yaml
from essaim.locales import find_text, write_text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Node = dict[str, Any]


def build_schema(vocabularies: Vocabularies | None = None) -> Node:
    """Build the schema; with vocabularies, codes are limited to theirs."""
    schema = Fiche.model_json_schema()
    for node in schema["$defs"].values():
        # The docstrings and the names of our classes, in English.
        node.pop("description", None)
        node.pop("title", None)
    for name, node in list_objects(schema):
        describe_object(name, node)
        allow_empty(node)
    if vocabularies is not None:
        limit_codes(schema, vocabularies)
    return {"$schema": DIALECT, **schema}


def write_schema(path: Path, vocabularies: Vocabularies | None = None) -> str:
    """Write the schema in a file, the same bytes for the same model; return its text."""
    text = json.dumps(build_schema(vocabularies), ensure_ascii=False, indent=2) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return text


def list_objects(schema: Node) -> Iterator[tuple[str, Node]]:
    """List the schemas of the parts, by the name of their class."""
    yield Fiche.__name__, schema
    for name, node in schema["$defs"].items():
        if node.get("type") == "object":
            yield name, node


def describe_object(name: str, node: Node) -> None:
    """Replace the class's English words by the title and description of each field."""
    node["title"] = write_text(f"champs.{name}._.titre")
    node["description"] = write_text(f"champs.{name}._.description")
    for key, field in node["properties"].items():
        words = find_text(f"champs.{name}.{key}")
        field["title"] = words["titre"]
        field["description"] = words["description"]
        if "exemples" in words:
            # Written in the file of words as an author would write them.
            field["examples"] = [read_yaml(source).data for source in words["exemples"]]


def allow_empty(node: Node) -> None:
    """Let the optional fields be left empty, as the reader does."""
    required = node.get("required", [])
    for key, field in node["properties"].items():
        if key not in required:
            node["properties"][key] = make_nullable(field)


def make_nullable(field: Node) -> Node:
    """Add null to what a field may be."""
    words: Node = {key: field[key] for key in ("title", "description", "examples") if key in field}
    shape = {key: value for key, value in field.items() if key not in words and key != "default"}
    choices = shape.get("anyOf", [shape])
    if {"type": "null"} not in choices:
        choices = [*choices, {"type": "null"}]
    return {**words, "anyOf": choices}


def limit_codes(schema: Node, vocabularies: Vocabularies) -> None:
    """List the codes of each vocabulary where they are expected."""
    labels = vocabularies.labels.values()
    lists: dict[tuple[str, ...], list[Any]] = {
        keep_keys(pattern): list(getattr(vocabularies, name)) for pattern, name in CODES.items()
    }
    lists["labels", "etape"] = [term.code for label in labels for term in label.etapes]
    lists["labels", "criteres"] = [term.code for label in labels for term in label.criteres]
    parts = list_parts(Fiche)
    objects = dict(list_objects(schema))
    for keys, codes in lists.items():
        if codes:
            field = objects[parts[keys[:-1]].__name__]["properties"][keys[-1]]
            find_scalar(field)["enum"] = list(dict.fromkeys(codes))


def find_scalar(field: Node) -> Node:
    """Find the schema of the code itself, under « or null » and under a list."""
    for choice in field.get("anyOf", []):
        if choice.get("type") != "null":
            return find_scalar(choice)
    items: Node | None = field.get("items")
    return find_scalar(items) if items is not None else field
