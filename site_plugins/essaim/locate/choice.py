"""Which result of an address service is the place: one for certain, or the doubt.

Nothing is guessed: a result that is weak, elsewhere or rivalled by another street is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from essaim.locate.distances import measure_distance
from essaim.locate.model import Precision
from essaim.locate.names import fold_lines
from essaim.locate.service import Candidate

THRESHOLD: Final = 0.5
NEAR: Final = 0.05
"""Scores this close say nothing of which result is the better one."""
SAME_STREET: Final = 1000
"""Metres: two results of the same name that are farther apart are two streets."""

_ALIKE: Final = 75
"""Likeness of two words out of 100: `vilars` and `villars` have 92."""

PRECISIONS: Final[Mapping[str, Precision]] = {
    "housenumber": Precision.NUMERO,
    "street": Precision.RUE,
    "locality": Precision.LIEU_DIT,
    "municipality": Precision.COMMUNE,
}


class Doubt(StrEnum):
    """Why no result is the place; the value is the code of the problem."""

    NOTHING = "adresse_introuvable"
    WEAK = "adresse_incertaine"
    ELSEWHERE = "adresse_autre_commune"
    RIVALS = "adresse_ambigue"


@dataclass(frozen=True, slots=True)
class AddressDoubt:
    """No result, or none that is certain; `candidates`: what was found, best first."""

    doubt: Doubt
    candidates: tuple[Candidate, ...] = ()


def keep_alike(candidates: Iterable[Candidate], address: str) -> tuple[Candidate, ...]:
    """Leave out the results whose last word, the telling one, is not in the address.

    Asked for `rue absente Paris`, a service gives any street of Paris a fair score.
    """
    words = fold_lines(address).split()
    return tuple(
        one
        for one in candidates
        if any(fuzz.ratio(fold_lines(one.name).split(" ")[-1], word) >= _ALIKE for word in words)
    )


def choose_candidate(
    candidates: Iterable[Candidate],
    address: str,
    accepts: Callable[[str], bool],
    threshold: float = THRESHOLD,
) -> Candidate | AddressDoubt:
    """Return the result that is the place; `accepts(citycode)` tells whether a commune is its own.

    Rivals are other streets with a score within `NEAR` of the best. They do not count when the best
    bears the very name that the file gives and they do not: `Rue Pasteur` beside `Rue Louis
    Pasteur`.
    """
    known = [one for one in candidates if one.kind in PRECISIONS]
    known.sort(key=lambda one: (-one.score, one.kind == "municipality"))
    here = [one for one in known if accepts(one.citycode)]
    if not here:
        strong = any(one.score >= threshold for one in known)
        return AddressDoubt(Doubt.ELSEWHERE if strong else Doubt.NOTHING, tuple(known))
    best = here[0]
    if best.score < threshold:
        return AddressDoubt(Doubt.WEAK, tuple(here))
    rivals = [one for one in here[1:] if _is_rival(one, best)]
    wanted = fold_lines(address)
    exact = fold_lines(best.name) == wanted
    if rivals and not (exact and all(fold_lines(one.name) != wanted for one in rivals)):
        return AddressDoubt(Doubt.RIVALS, (best, *rivals))
    return best


def _is_rival(one: Candidate, best: Candidate) -> bool:
    # Scores are decimals read as floats: 0.80 - 0.75 is a little more than 0.05.
    near = best.score - one.score <= NEAR + 1e-9
    return near and one.kind != "municipality" and not _share_street(one, best)


def _share_street(one: Candidate, other: Candidate) -> bool:
    if one.identifier and _cut_number(one.identifier) == _cut_number(other.identifier):
        return True
    distance = measure_distance(one.latitude, one.longitude, other.latitude, other.longitude)
    return fold_lines(one.street) == fold_lines(other.street) and distance <= SAME_STREET


def _cut_number(identifier: str) -> str:
    """Keep the commune and the street of `59172_1234_00012_bis`."""
    return "_".join(identifier.split("_")[:2])
