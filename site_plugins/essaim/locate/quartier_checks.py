"""What a file says of quartiers, held against the official list or, without it, the lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from essaim.collect.model import Initiative, Niveau
from essaim.collect.values import CODE_QPV_PATTERN
from essaim.locales import write_text
from essaim.locate.distances import write_distance
from essaim.locate.flaws import join_listed, write_problem
from essaim.locate.model import LieuSitue, Quartier, Relation
from essaim.locate.quartiers import list_cited, update_communes
from essaim.locate.reference import Reference
from essaim.problems import Problem, Severity

_CODE: Final = re.compile(CODE_QPV_PATTERN)
_SUGGESTIONS: Final = 3
_SLIPS: Final = 1
"""Characters changed, missing, added or swapped in a code that is still recognised."""


def check_quartiers(
    initiative: Initiative, known: Mapping[str, Quartier], *, complete: bool
) -> Iterator[Problem]:
    """Give the codes that no known quartier bears.

    An error when the list is `complete`, the official one; else, what a lock keeps, a warning.
    """
    for field, code in list_cited(initiative):
        if code in known or not _CODE.fullmatch(code):
            continue  # a wrong shape is told elsewhere
        close = _suggest_codes(code, known)
        hint = "hint" if close else "hint_vide" if complete else "hint_reference"
        yield write_problem(
            initiative,
            field,
            "qpv_inconnu",
            hint=hint,
            severity=Severity.ERREUR if complete else Severity.AVERTISSEMENT,
            qpv=code,
            candidats=close,
            millesime=next((one.millesime for one in known.values()), ""),
        )


def check_declared(
    initiative: Initiative,
    index: int,
    place: LieuSitue,
    known: Mapping[str, Quartier],
    reference: Reference,
) -> Iterator[Problem]:
    """Give what contradicts the quartiers that a place declares: its point, or its commune."""
    situation = place.situation
    if situation is None:
        return
    field = f"lieux[{index}].qpv"
    for link in situation.qpv:
        if link.relation is Relation.DANS and link.distance:
            yield write_problem(
                initiative,
                f"{field}[{place.lieu.qpv.index(link.code)}]",
                "qpv_contredit",
                severity=Severity.AVERTISSEMENT,
                lieu=place.lieu.nom or place.lieu.adresse or place.lieu.commune,
                nom=link.nom,
                qpv=link.code,
                distance=write_distance(link.distance),
                millesime=link.millesime,
            )
    commune = next((t for t in situation.territoires if t.niveau is Niveau.COMMUNE), None)
    for rank, code in enumerate(place.lieu.qpv):
        quartier = known.get(code)
        if commune is None or quartier is None:
            continue
        if commune.code not in update_communes(quartier.communes, reference):
            yield write_problem(
                initiative,
                f"{field}[{rank}]",
                "qpv_autre_commune",
                severity=Severity.AVERTISSEMENT,
                nom=quartier.nom,
                qpv=code,
                commune=commune.nom,
            )


def _suggest_codes(code: str, quartiers: Mapping[str, Quartier]) -> str:
    close = process.extract(
        code, list(quartiers), scorer=OSA.distance, score_cutoff=_SLIPS, limit=_SUGGESTIONS
    )
    words = (
        write_text("lieux.candidats.quartier", qpv=name, nom=quartiers[name].nom)
        for name, _, _ in close
    )
    return join_listed(words, _SUGGESTIONS, last="ou")
