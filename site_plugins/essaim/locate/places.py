"""Initiatives beside what the lock knows of their places: all that a build asks of this room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from essaim.collect.model import Initiative, Lieu
from essaim.locate.checks import check_initiative
from essaim.locate.flaws import write_problem
from essaim.locate.lockfile import Lock, make_place_key
from essaim.locate.model import InitiativeSituee, LieuSitue, Situation
from essaim.locate.perimetre import name_perimetre
from essaim.locate.quartier_checks import check_declared, check_quartiers
from essaim.locate.quartiers import complete_links, list_served
from essaim.locate.reference import Reference
from essaim.problems import Problem, Severity


def situate_initiatives(
    initiatives: Iterable[Initiative], lock: Lock, reference: Reference
) -> tuple[tuple[InitiativeSituee, ...], list[Problem]]:
    """Tie each initiative to its places, from the lock and the reference alone; order kept.

    Initiatives with an error are returned too: what to leave out is the pipeline's choice. A place
    that the lock lacks, or knows from another vintage, is a warning.
    """
    official = reference.quartiers
    known = lock.quartiers if official is None else official
    located: list[InitiativeSituee] = []
    problems: list[Problem] = []
    for initiative in initiatives:
        check = check_initiative(initiative, reference)
        problems.extend(check.problems)
        if official is None:
            problems.extend(check_quartiers(initiative, known, complete=False))
        places: list[LieuSitue] = []
        for index, (lieu, found) in enumerate(zip(initiative.lieux, check.communes, strict=True)):
            situation = lock.lieux.get(make_place_key(lieu)) if found else None
            # A place with an error is told once; `essaim locate` could do nothing for it.
            if found:
                problems.extend(_check_situation(initiative, index, lieu, situation, reference))
            if situation:
                links = complete_links(lieu, situation, known)
                situation = replace(situation, qpv=links)
            places.append(LieuSitue(lieu, situation))
            problems.extend(check_declared(initiative, index, places[-1], known, reference))
        located.append(
            InitiativeSituee(
                initiative,
                tuple(places),
                name_perimetre(initiative, reference, known),
                list_served(initiative, known),
            )
        )
    return tuple(located), problems


def _check_situation(
    initiative: Initiative,
    index: int,
    lieu: Lieu,
    situation: Situation | None,
    reference: Reference,
) -> Iterable[Problem]:
    if situation is None:
        code = "lieu_non_situe"
    elif situation.millesime != reference.millesime:
        code = "lieu_perime"
    else:
        return ()
    problem = write_problem(
        initiative,
        f"lieux[{index}]",
        code,
        severity=Severity.AVERTISSEMENT,
        nom=lieu.nom or lieu.adresse or lieu.commune,
        ancien=situation.millesime if situation else "",
        millesime=reference.millesime,
    )
    return (problem,)
