"""From places to points: what `essaim locate` does, one new place after the other.

The resolvers are asked in order until one answers. Those of this module need no network; one that
does (a geocoder) slips in between without anything changing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from essaim.collect.model import Initiative, Lieu
from essaim.locate.checks import check_initiative
from essaim.locate.communes import CommuneFound
from essaim.locate.flaws import write_problem
from essaim.locate.lockfile import Lock, make_place_key
from essaim.locate.model import Precision, Situation, Territoire
from essaim.locate.reference import Reference
from essaim.problems import Problem, Severity

SAVE_EVERY: Final = 50
"""Places between two calls of `save`: what a power cut can lose."""


@dataclass(frozen=True, slots=True)
class Request:
    """A place to find. `field` is its dotted path in the file of `initiative`, for problems."""

    key: str
    lieu: Lieu
    found: CommuneFound
    initiative: Initiative
    field: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place is: degrees WGS84, how well it is known, and who says so."""

    latitude: float
    longitude: float
    precision: Precision
    score: float | None
    libelle: str
    fournisseur: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resolver says; without a `point` the next one is asked, unless the answer is `final`.

    The place then stays out of the lock: a network that is down must not turn an address into the
    centre of its commune.
    """

    point: Point | None = None
    problems: tuple[Problem, ...] = ()
    final: bool = False


class Resolver(Protocol):
    """Finds the point of a place, or leaves it to the next resolver. Never raises for a place."""

    def __call__(self, request: Request) -> Answer:
        """Answer for one place."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place just resolved, for a command to show."""

    key: str
    chemin: str
    lieu: Lieu
    situation: Situation


@dataclass(frozen=True, slots=True)
class Resolution:
    """The new lock, what it has more, the problems, and the keys that no place uses any more."""

    lock: Lock
    news: tuple[NewPlace, ...]
    problems: tuple[Problem, ...]
    orphans: tuple[str, ...]


def read_declared_point(request: Request) -> Answer:
    """Take the coordinates that the file gives; they win over everything."""
    lieu = request.lieu
    if lieu.latitude is None or lieu.longitude is None:
        return Answer()
    label = lieu.adresse or request.found.named.nom
    return Answer(Point(lieu.latitude, lieu.longitude, Precision.DECLAREE, None, label, "fiche"))


def take_commune_centre(request: Request) -> Answer:
    """Take the centre of the commune, or of the arrondissement or former commune that is named."""
    unit = request.found.centred
    if unit.latitude is None or unit.longitude is None:
        return Answer()
    return Answer(
        Point(unit.latitude, unit.longitude, Precision.COMMUNE, None, unit.nom, "reference")
    )


RESOLVERS: Final[tuple[Resolver, ...]] = (read_declared_point, take_commune_centre)


def resolve_places(
    initiatives: Iterable[Initiative],
    lock: Lock,
    reference: Reference,
    today: date,
    *,
    resolvers: Sequence[Resolver] = RESOLVERS,
    report: Callable[[int, int, NewPlace | None], None] | None = None,
    save: Callable[[Lock], object] | None = None,
    prune: bool = True,
) -> Resolution:
    """Resolve the places that the lock lacks or knows from another vintage; drop the unused ones.

    `report(done, total, place or None)` follows each place asked. `save(lock)` is called every
    `SAVE_EVERY` places and when something interrupts, never with fewer places than before. Without
    `prune`, orphans are told but kept: right when some files could not be read.
    """
    wanted = _list_requests(initiatives, reference)
    problems = list(wanted.problems)
    places = dict(lock.lieux)
    news: list[NewPlace] = []
    todo = [one for one in wanted.requests if not _is_current(places.get(one.key), reference)]
    try:
        for done, request in enumerate(todo, start=1):
            situation, flaws = _resolve_place(
                request, places.get(request.key), reference, today, resolvers
            )
            problems.extend(flaws)
            new = None
            if situation:
                places[request.key] = situation
                new = NewPlace(request.key, request.initiative.chemin, request.lieu, situation)
                news.append(new)
            if report:
                report(done, len(todo), new)
            if save and done % SAVE_EVERY == 0:
                save(Lock(reference.millesime, dict(places)))
    except BaseException:
        if save:
            save(Lock(reference.millesime, dict(places)))
        raise
    orphans = tuple(sorted(places.keys() - wanted.used))
    if prune:
        places = {key: place for key, place in places.items() if key in wanted.used}
    return Resolution(Lock(reference.millesime, places), tuple(news), tuple(problems), orphans)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """`used`: every key of the files, even of places with an error, which keep what is known."""

    requests: tuple[Request, ...]
    used: frozenset[str]
    problems: tuple[Problem, ...]


def _list_requests(initiatives: Iterable[Initiative], reference: Reference) -> _Wanted:
    requests: dict[str, Request] = {}
    used: set[str] = set()
    problems: list[Problem] = []
    for initiative in initiatives:
        check = check_initiative(initiative, reference)
        problems.extend(check.problems)
        for index, (lieu, found) in enumerate(zip(initiative.lieux, check.communes, strict=True)):
            key = make_place_key(lieu)
            used.add(key)
            if found:
                field = f"lieux[{index}]"
                requests.setdefault(key, Request(key, lieu, found, initiative, field))
    return _Wanted(tuple(requests.values()), frozenset(used), tuple(problems))


def _is_current(situation: Situation | None, reference: Reference) -> bool:
    return situation is not None and situation.millesime == reference.millesime


def _resolve_place(
    request: Request,
    former: Situation | None,
    reference: Reference,
    today: date,
    resolvers: Sequence[Resolver],
) -> tuple[Situation | None, tuple[Problem, ...]]:
    territoires = reference.list_territoires(request.found.commune)
    if former and former.precision not in {Precision.DECLAREE, Precision.COMMUNE}:
        # A new vintage moves boundaries, not addresses: no need to ask a network again.
        return replace(former, millesime=reference.millesime, territoires=territoires), ()
    problems: list[Problem] = []
    for resolve in resolvers:
        answer = resolve(request)
        problems.extend(answer.problems)
        if answer.point:
            situation = _make_situation(answer.point, territoires, today, reference.millesime)
            return situation, tuple(problems)
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


def _make_situation(
    point: Point, territoires: tuple[Territoire, ...], today: date, millesime: str
) -> Situation:
    return Situation(
        latitude=round(point.latitude, 5),
        longitude=round(point.longitude, 5),
        precision=point.precision,
        score=point.score,
        libelle=point.libelle,
        fournisseur=point.fournisseur,
        date=today.isoformat(),
        millesime=millesime,
        territoires=territoires,
    )
