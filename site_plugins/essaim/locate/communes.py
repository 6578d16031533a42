"""Which commune a file means: found for certain, or the doubt and what would settle it.

Nothing is guessed: two communes of the same name stay two candidates, however small one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from essaim.locate.names import fold_name
from essaim.locate.reference import Commune, Reference

_LIKENESS = 75
_HOLDING = 95
_SUGGESTIONS = 3


class Doubt(StrEnum):
    """Why a commune is not settled; the value is the code of the problem."""

    UNKNOWN = "commune_inconnue"
    HOMONYMS = "commune_homonyme"
    FOREIGN_POSTCODE = "code_postal_etranger"
    UNKNOWN_INSEE = "code_insee_inconnu"
    OTHER_INSEE = "code_insee_contraire"


@dataclass(frozen=True, slots=True)
class CommuneFound:
    """A commune of today, and the part of it that the file names, if any.

    `part`: the arrondissement told by the name, the INSEE code or the postcode (« Marseille » with
    13003), or the former commune whose name or code the file uses (« Lomme »).
    """

    commune: Commune
    part: Commune | None = None

    @property
    def named(self) -> Commune:
        """The smallest unit known: the part, else the commune."""
        return self.part or self.commune

    @property
    def centred(self) -> Commune:
        """The smallest unit whose centre is known; the commune, even without one."""
        return self.part if self.part and self.part.latitude is not None else self.commune


@dataclass(frozen=True, slots=True)
class CommuneDoubt:
    """No commune, or several: why, and the candidates, likeliest first (may be empty)."""

    doubt: Doubt
    candidates: tuple[CommuneFound, ...] = ()


def find_commune(
    reference: Reference,
    nom: str,
    code_postal: str | None = None,
    code_insee: str | None = None,
) -> CommuneFound | CommuneDoubt:
    """Settle which commune a name means, with a postcode or an INSEE code where names are shared.

    All that is given must agree. Former names and codes lead to the commune of today. Never raises.
    """
    if code_insee:
        return _settle_by_code(reference, nom, code_postal, code_insee)
    named: tuple[CommuneFound, ...] = ()
    for candidates in _read_name(reference, nom, settled=bool(code_postal)):
        named = named or candidates
        agreeing = _keep_postcode(candidates, code_postal)
        if len(agreeing) == 1:
            return _tell_arrondissement(reference, agreeing[0], code_postal)
        if agreeing:
            return CommuneDoubt(Doubt.HOMONYMS, agreeing)
    if named:
        return CommuneDoubt(Doubt.FOREIGN_POSTCODE, _sort_candidates(named, code_postal))
    return CommuneDoubt(Doubt.UNKNOWN, _suggest_communes(reference, nom, code_postal))


def _settle_by_code(
    reference: Reference, nom: str, code_postal: str | None, code_insee: str
) -> CommuneFound | CommuneDoubt:
    coded = reference.get_commune(code_insee)
    readings = _read_name(reference, nom, settled=True)
    if coded is None:
        meant = _keep_postcode(next(filter(None, readings), ()), code_postal)
        return CommuneDoubt(Doubt.UNKNOWN_INSEE, meant if len(meant) == 1 else ())
    whole = reference.get_parent(coded)
    part = None if coded == whole else coded
    named = (one for candidates in readings for one in candidates)
    agreeing = (one for one in named if one.commune == whole and _agree(part, one.part))
    first = next(agreeing, None)
    if first is None:
        return CommuneDoubt(Doubt.OTHER_INSEE, (CommuneFound(whole, part),))
    found = CommuneFound(whole, part or first.part)
    if not _keep_postcode((found,), code_postal):
        return CommuneDoubt(Doubt.FOREIGN_POSTCODE, (found,))
    return _tell_arrondissement(reference, found, code_postal)


def _agree(coded: Commune | None, named: Commune | None) -> bool:
    # « Arbignieu » with the code of the commune it belongs to, or the reverse, is no contradiction.
    return coded is None or named is None or coded == named


def _read_name(
    reference: Reference, nom: str, *, settled: bool
) -> Iterator[tuple[CommuneFound, ...]]:
    """Give the communes of this very name, then those that differ by an article.

    Unless something else settles, the name of a former commune does not hide a commune of today:
    « Bazoge » alone may be « La Bazoge ».
    """
    exact = _list_candidates(reference, nom)
    if settled or any(one.part is None for one in exact):
        yield exact
    yield _list_candidates(reference, nom, loosely=True)


def _list_candidates(
    reference: Reference, nom: str, *, loosely: bool = False
) -> tuple[CommuneFound, ...]:
    found: dict[str, CommuneFound] = {}
    for row in reference.list_named(nom, loosely=loosely):
        whole = reference.get_parent(row)
        # Rows of communes come first: a commune and its part of the same name are the commune.
        found.setdefault(whole.code, CommuneFound(whole, None if row == whole else row))
    return _sort_candidates(found.values(), None)


def _sort_candidates(
    candidates: Iterable[CommuneFound], code_postal: str | None
) -> tuple[CommuneFound, ...]:
    start = code_postal[:2] if code_postal else ""

    def rank(one: CommuneFound) -> tuple[bool, int, str]:
        near = any(code.startswith(start) for code in one.commune.codes_postaux)
        return (not near, -(one.commune.population or 0), one.commune.code)

    return tuple(sorted(candidates, key=rank))


def _keep_postcode(
    candidates: Iterable[CommuneFound], code_postal: str | None
) -> tuple[CommuneFound, ...]:
    # A few austral districts have no postcode at all: nothing to contradict.
    return tuple(
        one
        for one in candidates
        if not code_postal or code_postal in (list_postcodes(one) or (code_postal,))
    )


def list_postcodes(found: CommuneFound) -> tuple[str, ...]:
    """Return the postcodes of an arrondissement, else those of the whole commune."""
    return found.named.codes_postaux or found.commune.codes_postaux


def _tell_arrondissement(
    reference: Reference, found: CommuneFound, code_postal: str | None
) -> CommuneFound:
    if found.part or not code_postal:
        return found
    told = [
        part
        for part in reference.list_arrondissements(found.commune.code)
        if code_postal in part.codes_postaux
    ]
    return CommuneFound(found.commune, told[0]) if len(told) == 1 else found


def _suggest_communes(
    reference: Reference, nom: str, code_postal: str | None
) -> tuple[CommuneFound, ...]:
    """Return communes with names alike; with a postcode, only those of its département."""
    if code_postal:
        around = list(reference.list_around(code_postal))
        rated = [
            (score, around[index][1]) for index, score in _rate_names(nom, [n for n, _ in around])
        ]
    else:
        rated = [
            (score, reference.read_row(index))
            for index, score in _rate_names(nom, reference.list_folded_names())
        ]
    found: dict[str, tuple[tuple[bool, float, int, str], CommuneFound]] = {}
    for score, row in rated:
        whole = reference.get_parent(row)
        elsewhere = code_postal not in whole.codes_postaux
        rank = (elsewhere, -score, -(row.population or 0), row.code)
        one = (rank, CommuneFound(whole, None if row == whole else row))
        found[whole.code] = min(found.get(whole.code, one), one, key=lambda ranked: ranked[0])
    ranked = sorted(found.values(), key=lambda ranked: ranked[0])
    return tuple(candidate for _, candidate in ranked[:_SUGGESTIONS])


def _rate_names(nom: str, names: Sequence[str]) -> list[tuple[int, float]]:
    """Return (index, likeness out of 100) of the names nearest to this one.

    By spelling, and names that hold it whole: « Hénin » for « Hénin-Beaumont ».
    """
    folded = fold_name(nom.replace("\n", " "))
    if not folded:
        return []
    alike = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=10)
    holding = process.extract(
        folded, names, scorer=fuzz.token_set_ratio, score_cutoff=_HOLDING, limit=10
    )
    rated = {index: min(score, float(_LIKENESS)) for _, score, index in holding}
    rated.update({index: score for _, score, index in alike})
    return list(rated.items())
