"""Invented places on the real map: communes drawn by population, addresses around their centre.

Quartiers are invented too, names and codes, with as many links as towns of that size have: the
official contours are not needed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from math import cos, radians, sqrt

from essaim.collect.model import Lieu
from essaim.locate.model import LienQpv, Precision, Relation, Situation
from essaim.locate.reference import Commune, Genre, Reference
from tests.bench.prose import Prose

ADDRESSED = 0.6
"""Share of the places that have an address, hence a point of their own."""
FARTHEST = 3000
METRES_PER_DEGREE = 111_195
TOWN = 8000
"""Inhabitants from which a commune has quartiers, one more for each `CROWD`."""
CROWD = 30_000
RELATIONS = ((0.25, Relation.DANS), (0.5, Relation.PROCHE))
MILLESIME_QPV = "2024"
DATE = "2026-11-20"
STREETS = ("rue", "avenue", "place", "chemin", "boulevard", "impasse")


@dataclass(frozen=True)
class Spot:
    """A place of a file, and what a lock says of it."""

    lieu: Lieu
    situation: Situation


class Ground:
    """The communes of a reference, and places drawn in them."""

    def __init__(self, reference: Reference, generator: random.Random, prose: Prose) -> None:
        """Take the reference, and the generator that draws."""
        self._reference = reference
        self._generator = generator
        self._prose = prose
        rows = (reference.read_row(row) for row in range(len(reference)))
        self._communes = [
            row
            for row in rows
            if row.genre is Genre.COMMUNE and row.population and row.latitude is not None
        ]
        self._sums = list(accumulate(row.population or 0 for row in self._communes))
        self._quartiers = self._name_quartiers()

    def draw_commune(self) -> Commune:
        """Draw a commune, as likely as it is populated."""
        return self._generator.choices(self._communes, cum_weights=self._sums)[0]

    def draw_spot(self, commune: Commune, *, named: bool) -> Spot:
        """Draw a place there, at an address or known to the commune only; `named`: with a name."""
        draw = self._generator
        addressed = draw.random() < ADDRESSED
        street = f"{draw.choice(STREETS)} {self._prose.write_title(2).lower()}"
        lieu = Lieu(
            nom=self._prose.write_title(2) if named else None,
            adresse=f"{draw.randint(1, 190)} {street}" if addressed else None,
            commune=commune.nom,
            code_insee=commune.code,
        )
        latitude, longitude = commune.latitude or 0.0, commune.longitude or 0.0
        if addressed:
            # The square root spreads points evenly over the disc.
            reach = FARTHEST * sqrt(draw.random())
            east, north = draw.uniform(-1, 1) * reach, draw.uniform(-1, 1) * reach
            latitude += north / METRES_PER_DEGREE
            longitude += east / METRES_PER_DEGREE / cos(radians(latitude))
        return Spot(
            lieu,
            Situation(
                latitude=round(latitude, 5),
                longitude=round(longitude, 5),
                precision=Precision.NUMERO if addressed else Precision.COMMUNE,
                score=round(draw.uniform(0.6, 0.98), 2) if addressed else None,
                libelle=f"{lieu.adresse}, {commune.nom}" if addressed else commune.nom,
                fournisseur="essai",
                date=DATE,
                millesime=self._reference.millesime,
                territoires=self._reference.list_territoires(commune),
                qpv=self._tie_quartiers(commune, addressed=addressed),
                millesime_qpv=MILLESIME_QPV,
            ),
        )

    def _tie_quartiers(self, commune: Commune, *, addressed: bool) -> tuple[LienQpv, ...]:
        quartiers = self._quartiers.get(commune.code, ())
        if not quartiers:
            return ()
        if not addressed:
            return tuple(self._link(*one, Relation.COMMUNE) for one in quartiers)
        chance = self._generator.random()
        for limit, relation in RELATIONS:
            if chance < limit:
                return (self._link(*self._generator.choice(quartiers), relation),)
        return ()

    def _link(self, code: str, nom: str, relation: Relation) -> LienQpv:
        distances = {Relation.DANS: 0, Relation.PROCHE: self._generator.randint(1, 300)}
        return LienQpv(code, nom, relation, distances.get(relation), MILLESIME_QPV)

    def _name_quartiers(self) -> dict[str, tuple[tuple[str, str], ...]]:
        counts: dict[str, int] = {}
        found = {}
        for commune in self._communes:
            wanted = 1 + (commune.population or 0) // CROWD if commune.population >= TOWN else 0
            departement = commune.departement.zfill(3)
            quartiers = []
            for _ in range(wanted):
                number = counts[departement] = counts.get(departement, 0) + 1
                letter = "MNOP"[number // 100]
                code = f"QN{departement}{number % 100:02}{letter}"
                quartiers.append((code, self._prose.write_title(2)))
            found[commune.code] = tuple(quartiers)
        return found
