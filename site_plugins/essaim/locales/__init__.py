"""The words: every sentence a user reads, in YAML files by language, looked up by dotted key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

LANGUAGE = "fr"
# libyaml reads ten times faster, where PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
THIN_SPACE = "\u202f"
"""No-break, between thousands."""


@cache
def load_texts(room: str) -> Mapping[str, Any]:
    """Read `locales/fr/<room>.yml`, a tree of sentences."""
    source = resources.files(__name__).joinpath(LANGUAGE, f"{room}.yml").read_text("utf-8")
    texts = yaml.load(source, Loader=LOADER)  # noqa: S506 (a safe one, and our own file)
    if not isinstance(texts, dict):
        raise TypeError(f"locales/{LANGUAGE}/{room}.yml must hold a mapping")
    return texts


@cache
def find_text(key: str) -> Any:
    """Return what stands at `room.path.to.sentence`; KeyError when nothing does."""
    room, *path = key.split(".")
    node: Any = load_texts(room)
    for step in path:
        try:
            node = node[step]
        except (KeyError, TypeError):
            raise KeyError(key) from None
    return node


def write_text(key: str, **values: object) -> str:
    """Fill the sentence at `key`; with a `nombre`, choose between its `un` and `autre` forms.

    In French zero and one take the singular, and thousands are set apart.
    """
    sentence = find_text(key)
    if isinstance(sentence, dict):
        number = values.get("nombre", 0)
        plural = isinstance(number, int | float) and abs(number) >= 2
        sentence = sentence["autre" if plural else "un"]
    if isinstance(values.get("nombre"), int):
        values["nombre"] = f"{values['nombre']:,}".replace(",", THIN_SPACE)
    return str(sentence).format_map(values) if values else str(sentence)
