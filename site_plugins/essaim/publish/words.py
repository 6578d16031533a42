"""The words of the search: folded as the scripts fold them, those told twice left out."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from essaim.locales import find_text
from essaim.publish.columns import write_steps

MARKS: Final = re.compile("[\u0300-\u036f]+")
OTHERS: Final = re.compile("[^\x00-\x7f]+")
WORD_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789\n"
TO_WORDS: Final = bytes(code if code in WORD_LETTERS else ord(" ") for code in range(256))
LEAST_LENGTH: Final = 2
LOOSE_END: Final = re.compile(r"\W+\Z")


def fold_all(texts: Sequence[str]) -> list[str]:
    """Fold texts to words of ASCII letters and digits, exactly as `foldText` of the scripts does.

    All at once: normalising a long text costs ten times less than ten thousand short ones.
    """
    whole = "\n".join(text.replace("\n", " ") for text in texts).lower()
    whole = whole.replace("œ", "oe").replace("æ", "ae")
    whole = OTHERS.sub(" ", MARKS.sub("", unicodedata.normalize("NFD", whole)))
    lines = whole.encode("ascii").translate(TO_WORDS).decode("ascii").split("\n")
    return [" ".join(line.split()) for line in lines] if texts else []


def write_extra(told: Sequence[str], other: Sequence[str]) -> dict[str, Any]:
    """Write the words of `other` that `told` lacks, and for each the steps from row to row.

    Stop words and single letters are left out; « Cité 5 » keeps its number. By word rather than by
    row: frequent words make small steps, a quarter less to transfer.
    """
    silent = list_stop_words()
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, (known, more) in enumerate(zip(fold_all(told), fold_all(other), strict=True)):
        for word in set(more.split()) - set(known.split()) - silent:
            if len(word) >= LEAST_LENGTH or word.isdigit():
                rows[word].append(row)
    words = sorted(rows)
    return {"mots": words, "extra": [write_steps(rows[word]) for word in words]}


@cache
def list_stop_words() -> frozenset[str]:
    """List the French words too common to be searched, folded."""
    return frozenset(find_text("interface.mots_vides"))


def shorten_text(text: str, length: int) -> str:
    """Cut a text at the end of a word, at most `length` characters with the « … » that says so."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    if not text[length - 1].isspace():
        # A single word longer than the limit has to be cut.
        head = (head.rsplit(None, 1) or [head])[0] if head.split(None, 1)[1:] else head
    return f"{LOOSE_END.sub('', head)}…"
