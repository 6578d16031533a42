"""All that users read follows the typography that `essaim check --typographie` asks for."""

from __future__ import annotations

import pytest

from essaim.collect.typography import correct_proof
from tests.content.texts import Written, list_all

QUOTED_CODE = frozenset({"typo_guillemets_droits", "typo_apostrophe", "typo_deux_points"})
SPEAK_OF_CODE = ("problemes", "champs", "lieux")
"""Locales that quote YAML, with its own typography."""
CODE = ("\u00a0: false n’est", "«\u00a0…\u00a0» ou")
"""Readings of code quoted in a sentence, which stays as YAML and MkDocs write it."""


@pytest.mark.parametrize("written", [pytest.param(item, id=item.path) for item in list_all()])
def test_typography(written: Written) -> None:
    quotes_code = written.path.endswith(tuple(f"fr/{name}.yml" for name in SPEAK_OF_CODE))
    ignored = QUOTED_CODE if quotes_code else frozenset()
    _, corrections = correct_proof(written.proof, ignored)
    assert [
        f"{written.point_at(item.start)}: {item.code}: {item.reading}"
        for item in corrections
        if not any(code in item.reading for code in CODE)
    ] == []
