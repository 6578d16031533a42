"""Every word is in Debian's French dictionary, or in our own list of names and terms of the trade.

Hunspell reads the dictionary; `scripts/dictionnaire.sh` brings both. Without them these tests fail.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from functools import cache

import pytest

from tests.content.texts import ROOT, Written, list_all, list_words

LISTS = {name: ROOT / f"tests/content/{name}.txt" for name in ("mots", "codes")}
"""Names and terms of the trade; and what only our locales quote: fields, formats, options."""
OWN = {name: frozenset(path.read_text("utf-8").split()) for name, path in LISTS.items()}
ELIDED = ("jusqu", "lorsqu", "puisqu", "quoiqu", "qu", *"cdjlmnst")


def find_unknown(words: Iterable[str]) -> frozenset[str]:
    """Ask Hunspell which words it does not know."""
    try:
        answer = subprocess.run(
            # -L gives back the lines where something is unknown: here, the words themselves.
            ["hunspell", "-i", "utf-8", "-d", "fr", "-L"],
            input="".join(f"{word}\n" for word in sorted(set(words))),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.fail(f"no Hunspell with a French dictionary: run scripts/dictionnaire.sh ({error})")
    return frozenset(answer.stdout.split())


@cache
def list_unknown() -> frozenset[str]:
    """List what the dictionary lacks, in all that is written."""
    words = {word for written in list_all() for word, _ in list_words(written)}
    unknown = find_unknown(words)
    # A word it knows may hide behind an article, or in a compound it does not know.
    parts = {word: split_word(word) for word in unknown}
    wrong = find_unknown(part for word in unknown for part in parts[word])
    return frozenset(word for word in unknown if wrong.intersection(parts[word]))


def split_word(word: str) -> tuple[str, ...]:
    """Cut a word at its elisions and hyphens."""
    pieces = [piece for part in word.split("’") for piece in part.split("-") if piece]
    kept = [piece for piece in pieces if piece.casefold() not in ELIDED]
    return tuple(kept or pieces)


def is_ours(word: str, own: frozenset[str]) -> bool:
    """Tell whether a word, or each unknown part of it, is in a list."""
    return word in own or all(
        part in own or part.casefold() in own or part not in find_unknown_parts()
        for part in split_word(word)
    )


@cache
def find_unknown_parts() -> frozenset[str]:
    """List the parts of the unknown words that are unknown themselves."""
    return find_unknown(part for word in list_unknown() for part in split_word(word))


@pytest.mark.parametrize("written", [pytest.param(item, id=item.path) for item in list_all()])
def test_spelling(written: Written) -> None:
    own = OWN["mots"] | (OWN["codes"] if "/locales/" in written.path else frozenset())
    assert [
        f"{written.point_at(offset)}: {word}"
        for word, offset in list_words(written)
        if word in list_unknown() and not is_ours(word, own)
    ] == []


def test_the_dictionary_tells_right_from_wrong() -> None:
    assert find_unknown(["aujourd’hui", "cœur", "inititaive", "covoituraj", "essaimage"]) == {
        "inititaive",
        "covoituraj",
    }


@pytest.mark.parametrize("name", LISTS)
def test_our_lists_are_sorted_and_useful(name: str) -> None:
    lines = LISTS[name].read_text("utf-8").splitlines()
    assert lines == sorted(set(lines), key=lambda word: (word.casefold(), word))
    parts = find_unknown_parts() | list_unknown()
    used = parts | {part.casefold() for part in parts}
    assert [word for word in lines if word not in used] == []
