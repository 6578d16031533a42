"""Our sentences are ours: no run of eight words is a source's, names aside.

The sources are not in the repository: they are read beside it when they are there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest

from essaim.collect.proofs import PROSE
from tests.content.texts import (
    NAMES,
    ROOT,
    Written,
    list_initiatives,
    list_pages,
    list_passages,
    list_vocabularies,
)

SOURCES = ROOT.parent / "shared/sources"
RUN = 8

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the sources are not beside the repository: nothing was compared"
)


def fold(text: str) -> str:
    """Forget case, accents and ligatures, one character for one, so that places stay."""
    folded = ""
    for character in text.replace("œ", "o").replace("æ", "a").casefold():
        folded += unicodedata.normalize("NFD", character)[0]
    return folded


def list_tokens(text: str) -> list[tuple[str, int]]:
    """List the words and numbers of a text, folded, with their places."""
    return [(found[0], found.start()) for found in re.finditer(r"[a-z0-9]+", fold(text))]


@cache
def list_source_runs() -> frozenset[tuple[str, ...]]:
    """List every run of eight words of the sources, names marked."""
    runs: set[tuple[str, ...]] = set()
    for path in sorted(SOURCES.iterdir()):
        text = re.sub(r"-\n\s*(?=[a-zà-ÿ])", "", path.read_text("utf-8").replace("œ", "oe"))
        runs.update(run for run, _ in list_runs(text))
    return frozenset(runs)


def list_runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """List the runs of eight words of a text, those that hold a whole name left out."""
    tokens = hide_names(list_tokens(text.replace("œ", "oe")))
    for rank in range(len(tokens) - RUN + 1):
        run = tuple(word for word, _ in tokens[rank : rank + RUN])
        if "" not in run:
            yield run, tokens[rank][1]


@cache
def list_names() -> dict[str, list[tuple[str, ...]]]:
    """List the long names of the catalogue, by their first word, the longest first."""
    names: dict[str, set[tuple[str, ...]]] = {}
    for written in (*list_initiatives(NAMES), *list_vocabularies()):
        for text, _ in list_passages(written):
            words = tuple(word for word, _ in list_tokens(text.replace("œ", "oe")))
            if 3 <= len(words) <= 20:
                names.setdefault(words[0], set()).add(words)
    return {first: sorted(some, key=len, reverse=True) for first, some in names.items()}


def hide_names(tokens: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put an empty word in place of each name: nobody can rewrite one."""
    hidden: list[tuple[str, int]] = []
    rank = 0
    while rank < len(tokens):
        size = 0
        for name in list_names().get(tokens[rank][0], ()):
            if tuple(word for word, _ in tokens[rank : rank + len(name)]) == name:
                size = len(name)
                break
        hidden.append(("", tokens[rank][1]) if size else tokens[rank])
        rank += size or 1
    return hidden


def list_ours() -> list[Written]:
    """List what we wrote: the fields of the initiatives but names, the pages, the vocabularies."""
    return [*list_initiatives(PROSE - NAMES), *list_pages(), *list_vocabularies()]


@pytest.mark.parametrize("written", [pytest.param(item, id=item.path) for item in list_ours()])
def test_no_sentence_is_borrowed(written: Written) -> None:
    assert [
        f"{written.point_at(written.proof.starts[start + place])}: {' '.join(run)}"
        for passage, start in list_passages(written)
        for run, place in list_runs(passage)
        if run in list_source_runs()
    ] == []


def test_a_borrowed_sentence_is_found() -> None:
    text = (SOURCES / "garage-solidaire-du-hainaut.txt").read_text("utf-8")
    words = [word for word, _ in list_tokens(text)][200:220]
    assert [run for run, _ in list_runs(" ".join(words).upper()) if run in list_source_runs()]
