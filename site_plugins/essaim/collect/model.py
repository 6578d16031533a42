"""An initiative as its author writes it: the front matter, typed.

Keys are the ones of the files (French domain nouns), the same in templates and exports. The model
says shapes only; what needs the vocabularies, other files or the disk is in `validation.py`.
Titles and descriptions of the fields, for editors, live in `locales/fr/champs.yml`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from essaim.collect.identifiers import is_rna, is_siret

DATE_PATTERN = r"^(1[0-9]|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE_INSEE_PATTERN = r"^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB])[0-9]{3}$|^9[78][0-9]{3}$"
CODE_QPV_PATTERN = r"^QN[0-9][0-9AB][0-9]{3}[A-Z]$"


def _year_to_text(value: Any) -> Any:
    # `depuis: 2019` is an integer for YAML; a boolean is one for Python.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _check_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in value:
        raise PydanticCustomError("adresse_web", "not an http(s) address")
    return value


def _check_siret(value: str) -> str:
    if not is_siret(value):
        raise PydanticCustomError("siret", "not a SIRET")
    return value


def _check_rna(value: str) -> str:
    if not is_rna(value):
        raise PydanticCustomError("rna", "not an RNA number")
    return value


def _check_email(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]{2,}", value):
        raise PydanticCustomError("courriel", "not an e-mail address")
    return value


def _check_phone(value: str) -> str:
    if not re.fullmatch(r"(\+33\s?[1-9]|\+(262|508|590|594|596|681|687|689)\s?\d|0[1-9])([\s.]?\d{2}){4}", value):
        raise PydanticCustomError("telephone", "not a French phone number")
    return value


Year = Annotated[int, Field(ge=1900, le=2100, strict=True)]
Number = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
ShortText = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=60)]
PartialDate = Annotated[
    str,
    BeforeValidator(_year_to_text),
    Field(pattern=DATE_PATTERN),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": DATE_PATTERN}]}
    ),
]
"""YYYY, YYYY-MM or YYYY-MM-DD: a source often knows the year alone, and we say only that."""
Url = Annotated[str, AfterValidator(_check_url), WithJsonSchema({"type": "string", "format": "uri"})]
CodeInsee = Annotated[str, Field(pattern=CODE_INSEE_PATTERN)]
CodeQpv = Annotated[str, Field(pattern=CODE_QPV_PATTERN)]


class Statut(StrEnum):
    """Where the initiative stands in its life."""

    EN_PROJET = "en-projet"
    EN_CHANTIER = "en-chantier"
    EN_ACTIVITE = "en-activite"
    TERMINEE = "terminee"
    SUSPENDUE = "suspendue"


class Niveau(StrEnum):
    """The territories an initiative may act in, from the smallest to the largest."""

    QPV = "qpv"
    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTEMENT = "departement"
    REGION = "region"
    FRANCE = "france"


class Part(BaseModel):
    """What every part of the front matter shares: no unknown key, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Porteur(Part):
    """Who carries the initiative."""

    nom: ShortText
    forme: Code
    siret: Annotated[str, AfterValidator(_check_siret)] | None = None
    rna: Annotated[str, AfterValidator(_check_rna)] | None = None
    site: Url | None = None


class Partenaire(Part):
    """An organisation that helps; a bare string in the file is its name."""

    nom: ShortText
    role: Code | None = None
    site: Url | None = None


def _name_to_partner(value: Any) -> Any:
    return {"nom": value} if isinstance(value, str) else value


class Lieu(Part):
    """A place. WGS84 degrees. The file gives an address or a commune, rarely coordinates."""

    nom: ShortText | None = None
    adresse: ShortText | None = None
    commune: ShortText
    code_postal: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    code_insee: CodeInsee | None = None
    qpv: tuple[CodeQpv, ...] = ()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    horaires: ShortText | None = None

    @model_validator(mode="after")
    def _check_pair(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("coordonnees_incompletes", "half a pair of coordinates")
        return self


class Perimetre(Part):
    """The area of action, by official codes."""

    niveau: Niveau
    codes: tuple[str, ...] = ()


class ChiffreCle(Part):
    """A figure and what it counts. `nuance` keeps what the source does not say exactly."""

    valeur: Number
    nuance: Literal["environ", "plus-de", "moins-de", "jusqu-a", "pres-de"] | None = None
    unite: ShortText | None = None
    libelle: ShortText
    date: PartialDate | None = None
    source: ShortText | None = None


class Etape(Part):
    """A dated milestone."""

    date: PartialDate
    texte: Text


class LabelObtenu(Part):
    """A label and the stage reached in its process."""

    label: Code
    etape: Code
    annee: Year | None = None
    criteres: tuple[Code, ...] = ()


class Financement(Part):
    """Where money comes from. `montant` in euros."""

    nature: Code
    source: ShortText | None = None
    montant: Annotated[Number, Field(gt=0)] | None = None
    annee: Year | None = None
    libelle: ShortText | None = None


class Contact(Part):
    """How to reach the organisation, never a private person."""

    site: Url | None = None
    courriel: Annotated[str, AfterValidator(_check_email)] | None = None
    telephone: Annotated[str, AfterValidator(_check_phone)] | None = None


class Image(Part):
    """A picture in `initiatives/images/`; `alt` tells it to those who do not see it."""

    fichier: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*\.(jpe?g|png|webp|avif)$")]
    alt: Annotated[str, Field(min_length=3, max_length=300)]
    legende: ShortText | None = None
    credit: ShortText


class Source(Part):
    """Where the facts come from."""

    titre: ShortText
    editeur: ShortText | None = None
    annee: Year | None = None
    url: Url | None = None


class Fiche(Part):
    """The front matter of `initiatives/<slug>.md`, whole."""

    titre: Annotated[str, Field(min_length=3, max_length=150)]
    resume: Annotated[str, Field(min_length=40, max_length=300)]
    type: Code
    themes: Annotated[tuple[Code, ...], Field(min_length=1)]
    statut: Statut
    depuis: PartialDate | None = None
    jusqu_a: PartialDate | None = None
    porteur: Porteur
    partenaires: tuple[Annotated[Partenaire, BeforeValidator(_name_to_partner)], ...] = ()
    lieux: tuple[Lieu, ...] = ()
    itinerante: bool = False
    perimetre: Perimetre | None = None
    dessert_qpv: tuple[CodeQpv, ...] = ()
    publics: tuple[Code, ...] = ()
    services: tuple[ShortText, ...] = ()
    chiffres_cles: tuple[ChiffreCle, ...] = ()
    calendrier: tuple[Etape, ...] = ()
    labels: tuple[LabelObtenu, ...] = ()
    leviers: tuple[Annotated[int, Field(ge=1, le=8)], ...] = ()
    financements: tuple[Financement, ...] = ()
    facteurs_de_reussite: tuple[Text, ...] = ()
    freins: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    essaimage: Text | None = None
    contact: Contact | None = None
    images: tuple[Image, ...] = ()
    liens: tuple[Annotated[str, Field(pattern=SLUG_PATTERN)], ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    verifie_le: PartialDate | None = None

    @model_validator(mode="after")
    def _check_places(self) -> Self:
        if not self.lieux and not self.itinerante:
            raise PydanticCustomError("lieux_absents", "no place and not itinerant")
        return self

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        if self.depuis and self.jusqu_a:
            size = min(len(self.depuis), len(self.jusqu_a))
            if self.jusqu_a[:size] < self.depuis[:size]:
                raise PydanticCustomError("periode_inversee", "ends before it begins")
        return self


class Initiative(Fiche):
    """A checked initiative: its front matter, its address and its story.

    `chemin` is POSIX, relative to the catalogue's root; `recit` is Markdown; `recit_ligne` is the
    1-based line of the file where the story starts. `positions` gives the 1-based (line, column) of
    the fields later rooms may complain about, by dotted path (`lieux[0].commune`).
    """

    slug: str
    chemin: str
    recit: str
    recit_ligne: int = 1
    positions: dict[str, tuple[int, int]] = Field(default_factory=dict, exclude=True, repr=False)

    @property
    def theme_principal(self) -> str:
        """The theme that gives its colour and icon to the initiative."""
        return self.themes[0]
