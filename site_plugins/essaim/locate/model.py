"""An initiative tied to its places: what `lieux.lock.json` holds and what pages show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from essaim.collect.model import Initiative, Lieu, Niveau


class Precision(StrEnum):
    """How well a place is known, from best to worst; always kept and always shown."""

    DECLAREE = "declaree"
    NUMERO = "numero"
    RUE = "rue"
    LIEU_DIT = "lieu-dit"
    QPV = "qpv"
    COMMUNE = "commune"


class Relation(StrEnum):
    """What ties a place to a quartier prioritaire; `COMMUNE` means « à préciser »."""

    DANS = "dans"
    PROCHE = "proche"
    DESSERT = "dessert"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Territoire:
    """An official territory: its level, its code (INSEE, SIREN for an EPCI, QN… for a QPV)."""

    niveau: Niveau
    code: str
    nom: str


@dataclass(frozen=True, slots=True)
class Quartier:
    """A quartier of the official list: its name, its communes (INSEE codes), the vintage."""

    nom: str
    communes: tuple[str, ...]
    millesime: str


@dataclass(frozen=True, slots=True)
class LienQpv:
    """A quartier tied to a place. `distance` in metres to the contour, 0 inside, None unknown."""

    code: str
    nom: str
    relation: Relation
    distance: Annotated[int, Field(ge=0)] | None
    millesime: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A resolved place: WGS84 degrees with five decimals (about a metre), and its territories.

    `score` is the provider's, between 0 and 1, None when nothing was searched. `date` is the day
    of the resolution (YYYY-MM-DD), `millesime` the vintage of the reference geography.
    `territoires` runs from the commune up: commune, EPCI (absent for a few islands), département,
    région. `millesime_qpv`: vintage of the contours that `qpv` was computed with, None when none
    were installed. The limits are checked where a lock is read, not when a `Situation` is made.
    """

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    precision: Precision
    score: Annotated[float, Field(ge=0, le=1)] | None
    libelle: str
    fournisseur: str
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    millesime: str
    territoires: tuple[Territoire, ...]
    qpv: tuple[LienQpv, ...] = ()
    millesime_qpv: str | None = None


@dataclass(frozen=True, slots=True)
class LieuSitue:
    """A place of the file beside what is known of it; no `situation` until `essaim locate` ran."""

    lieu: Lieu
    situation: Situation | None


@dataclass(frozen=True, slots=True)
class InitiativeSituee:
    """An initiative and its places, in the order of the file.

    `perimetre`: the territories it acts in, named; empty for the whole country. `dessert`: the
    quartiers it says it serves.
    """

    initiative: Initiative
    lieux: tuple[LieuSitue, ...]
    perimetre: tuple[Territoire, ...] = ()
    dessert: tuple[LienQpv, ...] = ()

    @property
    def slug(self) -> str:
        """The initiative's address, for ever."""
        return self.initiative.slug
