"""Quartiers by their codes: what files cite, what the lock keeps of them, how links are ordered.

Names come with the contours, which a build may not have: the lock keeps those of every code cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from essaim.collect.model import Initiative, Lieu, Niveau
from essaim.locate.model import LienQpv, Quartier, Relation, Situation
from essaim.locate.reference import Reference

_ORDER: Final = {relation: rank for rank, relation in enumerate(Relation)}


def list_cited(initiative: Initiative) -> Iterator[tuple[str, str]]:
    """Give (dotted field, code) for every quartier that a file names."""
    for index, lieu in enumerate(initiative.lieux):
        for rank, code in enumerate(lieu.qpv):
            yield f"lieux[{index}].qpv[{rank}]", code
    for rank, code in enumerate(initiative.dessert_qpv):
        yield f"dessert_qpv[{rank}]", code
    if initiative.perimetre and initiative.perimetre.niveau is Niveau.QPV:
        for rank, code in enumerate(initiative.perimetre.codes):
            yield f"perimetre.codes[{rank}]", code


def keep_quartiers(
    initiatives: Iterable[Initiative],
    former: Mapping[str, Quartier],
    known: Mapping[str, Quartier] | None,
) -> dict[str, Quartier]:
    """Return what the lock must hold: every cited quartier that is known, by code.

    `known`: the official list, None when it is not installed; `former` then stays as it is.
    """
    cited = {code for initiative in initiatives for _, code in list_cited(initiative)}
    source = former if known is None else known
    return {code: source[code] for code in sorted(cited) if code in source}


def list_served(initiative: Initiative, quartiers: Mapping[str, Quartier]) -> tuple[LienQpv, ...]:
    """Return the quartiers an initiative says it serves, in the order of the file.

    By `dessert_qpv`, or by a perimetre of that level. One whose name is unknown bears its code.
    """
    perimetre = initiative.perimetre
    area = perimetre.codes if perimetre and perimetre.niveau is Niveau.QPV else ()
    return tuple(
        _link(code, Relation.DESSERT, quartiers)
        for code in dict.fromkeys((*initiative.dessert_qpv, *area))
    )


def complete_links(
    lieu: Lieu, situation: Situation, quartiers: Mapping[str, Quartier]
) -> tuple[LienQpv, ...]:
    """Return the links of a place with those that its file declares, whatever the lock lacks."""
    told = {link.code for link in situation.qpv if link.relation is Relation.DANS}
    missing = [
        _link(code, Relation.DANS, quartiers)
        for code in dict.fromkeys(lieu.qpv)
        if code not in told
    ]
    if not missing:
        return situation.qpv
    declared = {link.code for link in missing}
    # A place known to be in a quartier has nothing left « à préciser ».
    kept = [
        link
        for link in situation.qpv
        if link.code not in declared and link.relation is not Relation.COMMUNE
    ]
    return sort_links([*missing, *kept])


def sort_links(links: Iterable[LienQpv]) -> tuple[LienQpv, ...]:
    """Order links from the strongest relation, then the nearest, then by code."""
    return tuple(
        sorted(links, key=lambda link: (_ORDER[link.relation], link.distance or 0, link.code))
    )


def update_communes(codes: Iterable[str], reference: Reference) -> tuple[str, ...]:
    """Return the communes of today for INSEE codes of another year; unknown ones stay."""
    found = ((code, reference.get_commune(code)) for code in codes)
    return tuple(
        dict.fromkeys(reference.get_parent(row).code if row else code for code, row in found)
    )


def _link(code: str, relation: Relation, quartiers: Mapping[str, Quartier]) -> LienQpv:
    known = quartiers.get(code)
    return LienQpv(
        code,
        known.nom if known else code,
        relation,
        None,
        known.millesime if known else "",
    )
