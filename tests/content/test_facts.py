"""What every initiative of the demonstration owes its readers."""

from __future__ import annotations

import re

import pytest

from essaim.collect.flaws import Loc, find_spot
from essaim.collect.frontmatter import Document, read_document
from essaim.collect.validation import EACH, find_values
from tests.content.texts import Written, list_initiatives

INITIATIVES = [pytest.param(item, id=item.path) for item in list_initiatives()]


def read(written: Written) -> Document:
    document, flaws = read_document(written.text)
    assert document is not None, flaws
    return document


def point_at(written: Written, document: Document, loc: Loc) -> str:
    return "{}:{}:{}".format(written.path, *find_spot(document.spot, loc))


def test_forty_initiatives_are_told() -> None:
    assert len(INITIATIVES) >= 40


@pytest.mark.parametrize("written", INITIATIVES)
def test_every_figure_says_what_it_counts(written: Written) -> None:
    document = read(written)
    mute = [
        point_at(written, document, loc)
        for loc, chiffre in find_values(document.data, ("chiffres_cles", EACH))
        if not re.search(r"[^\W\d_]{2}", str(chiffre.get("libelle") or ""))
        or str(chiffre["libelle"]).casefold() == str(chiffre.get("unite")).casefold()
    ]
    assert mute == []


@pytest.mark.parametrize("written", INITIATIVES)
def test_every_initiative_has_a_source(written: Written) -> None:
    document = read(written)
    assert find_values(document.data, ("sources", EACH, "titre")), f"{written.path}: no source"


@pytest.mark.parametrize("written", INITIATIVES)
def test_every_story_is_neither_a_note_nor_a_novel(written: Written) -> None:
    words = len(re.findall(r"\w+(?:[’'-]\w+)*", read(written).body))
    assert 110 <= words <= 420, f"{written.path}: a story of {words} words"
