"""The files of sentences are well made, and sentences are found and filled."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from essaim.locales import load_texts, write_text

FRENCH = Path(__file__).resolve().parents[1] / "site_plugins/essaim/locales/fr"
ROOMS = sorted(path.stem for path in FRENCH.glob("*.yml"))
PLURAL = {"un", "autre"}


class StrictLoader(yaml.SafeLoader):
    """Refuses two sentences under one key, of which YAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        assert not twice, f"{node.start_mark}: twice the key {twice}"
        return super().construct_mapping(node, deep)


def list_sentences(node: object, key: str) -> Iterator[tuple[str, object]]:
    """List the sentences of a tree with their dotted keys; plural forms share theirs."""
    if isinstance(node, dict):
        for name, below in node.items():
            plural = set(node) == PLURAL
            yield from list_sentences(below, key if plural else f"{key}.{name}")
    elif isinstance(node, list):
        for below in node:
            yield from list_sentences(below, key)
    else:
        yield key, node


def list_fields(sentence: str) -> set[str]:
    """List the `{names}` a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("room", ROOMS)
def test_files_hold_each_key_once(room: str) -> None:
    source = (FRENCH / f"{room}.yml").read_text("utf-8")
    assert isinstance(yaml.load(source, StrictLoader), dict)


@pytest.mark.parametrize("room", ROOMS)
def test_sentences_are_text(room: str) -> None:
    wrong = [
        key
        for key, sentence in list_sentences(load_texts(room), room)
        if not isinstance(sentence, str)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 fichier"),
        (1, "1 fichier"),
        (1.9, "1.9 fichier"),
        (2, "2 fichiers"),
        (-3, "-3 fichiers"),
    ],
)
def test_plural_is_french(number: float, expected: str) -> None:
    assert write_text("commande.bilan.fichiers", nombre=number) == expected


@pytest.mark.parametrize("key", ["commande.absent", "commande.version.absent", "commande.aide.x.y"])
def test_unknown_key_is_an_error(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        write_text(key)


def test_unknown_room_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        write_text("absent.phrase")


def test_sentences_without_values_are_kept_as_they_are() -> None:
    assert write_text("commande.aide.aide") == "Affiche cette aide."
