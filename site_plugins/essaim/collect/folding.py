"""Comparing words as people do: without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o"})
CLOSE_ENOUGH = 72.0
"""Least similarity (rapidfuzz ratio, 0 to 100) worth a « Vouliez-vous dire »."""
SLUG_LENGTH = 80


def fold_text(text: str) -> str:
    """Fold to lower-case ASCII words separated by one space: `L’Étoile` gives `l etoile`."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def propose_slug(text: str) -> str:
    """Make the slug of a title or of a wrongly named file; empty when nothing can be kept."""
    return fold_text(text).replace(" ", "-")[:SLUG_LENGTH].strip("-")


def find_closest(word: str, candidates: Iterable[str]) -> str | None:
    """Find the candidate that was probably meant, or None."""
    folded = _fold_all(tuple(candidates))
    wanted = fold_text(word[:200])
    if wanted in folded:
        return folded[wanted]
    longer = [candidate for candidate in folded if len(wanted) > 2 and candidate.startswith(wanted)]
    if len(longer) == 1:
        return folded[longer[0]]
    found = process.extractOne(wanted, list(folded), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return folded[found[0]] if found else None


@lru_cache(maxsize=16)
def _fold_all(candidates: tuple[str, ...]) -> Mapping[str, str]:
    # Every broken link is compared with the same thousands of slugs.
    return {fold_text(candidate): candidate for candidate in candidates}
