"""From places to points: what `essaim locate` does, one new place after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from essaim.collect.model import Initiative, Lieu
from essaim.locate.checks import check_initiative
from essaim.locate.flaws import write_problem
from essaim.locate.lockfile import Lock, make_place_key
from essaim.locate.model import Situation
from essaim.locate.reference import Reference
from essaim.locate.resolvers import (
    REFERENCE,
    Point,
    Request,
    Resolver,
    TerritoryFinder,
    list_resolvers,
)
from essaim.locate.scope import (
    NEW_PLACES,
    REFERENCE_ALONE,
    Addresses,
    Scope,
    Tools,
    is_asked,
    is_current,
)
from essaim.problems import Problem, Severity

SAVE_EVERY: Final = 50
"""Places between two calls of `save`."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place just resolved, for a command to show."""

    key: str
    chemin: str
    lieu: Lieu
    situation: Situation


@dataclass(frozen=True, slots=True)
class Resolution:
    """The new lock, what it has more, the problems, and the keys that no place uses any more.

    `refreshed`: the keys of places whose point is the same but not their territories or quartiers.
    """

    lock: Lock
    news: tuple[NewPlace, ...]
    refreshed: tuple[str, ...]
    problems: tuple[Problem, ...]
    orphans: tuple[str, ...]


def resolve_places(
    initiatives: Iterable[Initiative],
    lock: Lock,
    reference: Reference,
    today: date,
    *,
    resolvers: Sequence[Resolver] | None = None,
    territories: TerritoryFinder | None = None,
    scope: Scope = NEW_PLACES,
    report: Callable[[int, int, NewPlace | None], object] | None = None,
    save: Callable[[Lock], object] | None = None,
    note: Callable[[str, Situation], object] | None = None,
) -> Resolution:
    """Resolve the places that the lock lacks or knows from another vintage; drop the unused ones.

    `report(done, total, place or None)` precedes the first place and follows each. `note(key,
    situation)` is called as soon as a place is known. `save(lock)` is called every `SAVE_EVERY`
    places and when something interrupts, never with fewer places than before.
    """
    tools = Tools(
        today,
        reference,
        list_resolvers(territories=territories) if resolvers is None else resolvers,
        territories,
        scope.addresses,
    )
    wanted = _list_requests(initiatives, reference, scope.only)
    problems = list(wanted.problems)
    places, refreshed = _refresh_places(wanted.requests, lock, tools, scope)
    news: list[NewPlace] = []
    todo = [one for one in wanted.requests if is_asked(one, places.get(one.key), tools, scope)]
    if report and todo:
        report(0, len(todo), None)
    try:
        for done, request in enumerate(todo, start=1):
            situation, flaws = _resolve_place(request, tools)
            problems.extend(flaws)
            new = None
            if situation:
                places[request.key] = situation
                new = NewPlace(request.key, request.initiative.chemin, request.lieu, situation)
                news.append(new)
                if note:
                    note(request.key, situation)
            if report:
                report(done, len(todo), new)
            if save and done % SAVE_EVERY == 0:
                save(replace(lock, millesime=reference.millesime, lieux=dict(places)))
    except BaseException:
        if save:
            save(replace(lock, millesime=reference.millesime, lieux=dict(places)))
        raise
    orphans = () if scope.only is not None else tuple(sorted(places.keys() - wanted.used))
    if scope.prune:
        places = {key: place for key, place in places.items() if key not in orphans}
    complete = replace(lock, millesime=reference.millesime, lieux=places)
    return Resolution(complete, tuple(news), refreshed, tuple(problems), orphans)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """`used`: every key of the files, even of places with an error, which keep what is known."""

    requests: tuple[Request, ...]
    used: frozenset[str]
    problems: tuple[Problem, ...]


def _list_requests(
    initiatives: Iterable[Initiative], reference: Reference, only: frozenset[str] | None
) -> _Wanted:
    requests: dict[str, Request] = {}
    used: set[str] = set()
    problems: list[Problem] = []
    for initiative in initiatives:
        if only is not None and initiative.slug not in only:
            continue
        check = check_initiative(initiative, reference)
        problems.extend(check.problems)
        for index, (lieu, found) in enumerate(zip(initiative.lieux, check.communes, strict=True)):
            key = make_place_key(lieu)
            used.add(key)
            if found:
                field = f"lieux[{index}]"
                requests.setdefault(key, Request(key, lieu, found, initiative, field))
    return _Wanted(tuple(requests.values()), frozenset(used), tuple(problems))


def _refresh_places(
    requests: Sequence[Request], lock: Lock, tools: Tools, scope: Scope
) -> tuple[dict[str, Situation], tuple[str, ...]]:
    """Return the places of the lock with the territories of today, and the keys that changed.

    A new vintage moves boundaries, not addresses: no need to ask a network again.
    """
    places = dict(lock.lieux)
    refreshed = []
    for request in requests:
        former = places.get(request.key)
        if former is None or is_current(former, tools):
            continue
        if not is_asked(request, former, tools, scope):
            places[request.key] = _situate(request, former, tools)
            refreshed.append(request.key)
    return places, tuple(refreshed)


def _resolve_place(request: Request, tools: Tools) -> tuple[Situation | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    for resolve in tools.resolvers:
        answer = resolve(request)
        problems.extend(answer.problems)
        if answer.point:
            return _make_situation(request, answer.point, tools), tuple(problems)
        if answer.final:
            return None, tuple(problems)
    problems.append(
        write_problem(
            request.initiative,
            request.field,
            "lieu_introuvable",
            severity=Severity.AVERTISSEMENT,
            nom=request.found.named.nom,
        )
    )
    return None, tuple(problems)


def _make_situation(request: Request, point: Point, tools: Tools) -> Situation:
    alone = request.lieu.adresse and tools.addresses is Addresses.IGNORED
    situation = Situation(
        latitude=round(point.latitude, 5),
        longitude=round(point.longitude, 5),
        precision=point.precision,
        score=point.score,
        libelle=point.libelle,
        fournisseur=(
            REFERENCE_ALONE if alone and point.fournisseur == REFERENCE else point.fournisseur
        ),
        date=tools.today.isoformat(),
        millesime=tools.reference.millesime,
        territoires=(),
    )
    return _situate(request, situation, tools)


def _situate(request: Request, situation: Situation, tools: Tools) -> Situation:
    """Put a point in the territories of today; without contours, its quartiers stay as they are."""
    situation = replace(
        situation,
        millesime=tools.reference.millesime,
        territoires=tools.reference.list_territoires(request.found.commune),
    )
    if tools.territories is None:
        return situation
    return replace(
        situation,
        qpv=tools.territories.relate(request.lieu, situation),
        millesime_qpv=tools.territories.millesime,
    )
