"""Who may know where a place is: the file, the contour of its quartier, the centre of its commune.

The resolvers are asked in order until one answers. Those of this module need no network; the one
that does (`geocoding`) slips in between without anything changing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from essaim.collect.model import Initiative, Lieu
from essaim.locate.communes import CommuneFound
from essaim.locate.model import LienQpv, Precision, Situation
from essaim.problems import Problem

FILE: Final = "fiche"
REFERENCE: Final = "reference"


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


class TerritoryFinder(Protocol):
    """The contours of the quartiers prioritaires, of one vintage; needs no network."""

    @property
    def millesime(self) -> str:
        """The vintage of the contours."""

    def relate(self, lieu: Lieu, situation: Situation) -> tuple[LienQpv, ...]:
        """Tell which quartiers a resolved place is tied to, and how."""

    def representative_point(self, code: str) -> tuple[float, float] | None:
        """Return a (latitude, longitude) inside a quartier; None for an unknown code."""


def read_declared_point(request: Request) -> Answer:
    """Take the coordinates that the file gives; they win over everything."""
    lieu = request.lieu
    if lieu.latitude is None or lieu.longitude is None:
        return Answer()
    label = lieu.adresse or request.found.named.nom
    return Answer(Point(lieu.latitude, lieu.longitude, Precision.DECLAREE, None, label, FILE))


@dataclass(frozen=True, slots=True)
class QpvPoint:
    """Takes the representative point of the quartier, when the place declares just one."""

    territories: TerritoryFinder

    def __call__(self, request: Request) -> Answer:
        """Answer for one place."""
        if len(set(request.lieu.qpv)) != 1:
            return Answer()
        code = request.lieu.qpv[0]
        point = self.territories.representative_point(code)
        if point is None:
            return Answer()
        return Answer(Point(*point, Precision.QPV, None, code, REFERENCE))


def take_commune_centre(request: Request) -> Answer:
    """Take the centre of the commune, or of the arrondissement or former commune that is named."""
    unit = request.found.centred
    if unit.latitude is None or unit.longitude is None:
        return Answer()
    return Answer(
        Point(unit.latitude, unit.longitude, Precision.COMMUNE, None, unit.nom, REFERENCE)
    )


def list_resolvers(
    ask: Resolver | None = None, territories: TerritoryFinder | None = None
) -> tuple[Resolver, ...]:
    """Put the resolvers in order, best precision first; `ask` is the one for addresses."""
    known = (read_declared_point, ask, QpvPoint(territories) if territories else None)
    return (*(resolver for resolver in known if resolver), take_commune_centre)
