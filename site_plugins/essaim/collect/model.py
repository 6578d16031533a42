"""An initiative as its author writes it: the front matter, typed.

Keys are the ones of the files (French domain nouns), the same in templates and exports. The model
says shapes only; what needs two fields, the vocabularies, other files or the disk is checked beside
it (`validation.py`, `neighbours.py`), on the raw data, so that an author learns everything at once.
Titles and descriptions of the fields, for editors, live in `locales/fr/champs.yml`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SkipValidation,
    StringConstraints,
)

from essaim.collect.fields import Part
from essaim.collect.values import (
    CODE_INSEE_PATTERN,
    CODE_POSTAL_PATTERN,
    CODE_QPV_PATTERN,
    IMAGE_PATTERN,
    SLUG_PATTERN,
    Code,
    Courriel,
    Number,
    Page,
    PartialDate,
    Rna,
    ShortText,
    Siret,
    Telephone,
    Text,
    Url,
    Year,
    join_lines,
)

__all__ = [
    "SLUG_PATTERN",
    "ChiffreCle",
    "Contact",
    "Distinction",
    "Etape",
    "Fiche",
    "Financement",
    "Image",
    "Initiative",
    "LabelObtenu",
    "Lieu",
    "Niveau",
    "Nuance",
    "Part",
    "Partenaire",
    "PartialDate",
    "Perimetre",
    "Porteur",
    "Source",
    "Statut",
]

CodeInsee = Annotated[str, Field(pattern=CODE_INSEE_PATTERN)]
CodeQpv = Annotated[str, Field(pattern=CODE_QPV_PATTERN)]
Latitude = Annotated[float, Field(ge=-90, le=90, strict=True)]
Longitude = Annotated[float, Field(ge=-180, le=180, strict=True)]


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


Nuance = Literal["environ", "plus-de", "moins-de", "jusqu-a", "pres-de"]
"""What a source does not say exactly about a figure."""


class Porteur(Part):
    """Who carries the initiative."""

    nom: ShortText
    forme: Code
    siret: Siret | None = None
    rna: Rna | None = None
    site: Url | None = None


class Partenaire(Part):
    """An organisation that helps; a bare string in the file is its name."""

    nom: ShortText
    role: Code | None = None
    site: Url | None = None


def _name_to_partner(value: Any) -> Any:
    return {"nom": value} if isinstance(value, str) else value


PartenaireOuNom = Annotated[
    Partenaire, BeforeValidator(_name_to_partner, json_schema_input_type=ShortText | Partenaire)
]


class Lieu(Part):
    """A place. WGS84 degrees. The file gives an address or a commune, rarely coordinates."""

    nom: ShortText | None = None
    adresse: ShortText | None = None
    commune: ShortText
    code_postal: Annotated[str, Field(pattern=CODE_POSTAL_PATTERN)] | None = None
    code_insee: CodeInsee | None = None
    qpv: tuple[CodeQpv, ...] = ()
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    horaires: ShortText | None = None
    ouverture: ShortText | None = None


class Perimetre(Part):
    """The area of action, by official codes."""

    niveau: Niveau
    codes: tuple[ShortText, ...] = ()


class ChiffreCle(Part):
    """A figure and what it counts. `nuance` keeps what the source does not say exactly,
    `valeur_max` the top of a range.
    """

    valeur: Number
    valeur_max: Number | None = None
    nuance: Nuance | None = None
    unite: ShortText | None = None
    libelle: ShortText
    date: PartialDate | None = None
    source: ShortText | None = None


class Etape(Part):
    """A dated milestone; `prevu` when it was announced and nothing says that it happened."""

    date: PartialDate
    texte: Text
    prevu: Annotated[bool, Field(strict=True)] = False


class LabelObtenu(Part):
    """A label and the stage reached in its process."""

    label: Code
    etape: Code
    annee: Year | None = None
    criteres: tuple[Code, ...] = ()


class Distinction(Part):
    """A prize."""

    nom: ShortText
    annee: Year | None = None
    par: ShortText | None = None


class Financement(Part):
    """Where money comes from. `montant` in euros, `part` in percent of the whole."""

    nature: Code
    source: ShortText | None = None
    montant: Annotated[Number, Field(gt=0)] | None = None
    part: Annotated[Number, Field(gt=0, le=100)] | None = None
    annee: Year | None = None
    libelle: ShortText | None = None


class Contact(Part):
    """How to reach the organisation, never a private person."""

    site: Url | None = None
    courriel: Courriel | None = None
    telephone: Telephone | None = None


class Image(Part):
    """A picture in `initiatives/images/`; `alt` tells it to those who do not see it."""

    fichier: Annotated[str, Field(pattern=IMAGE_PATTERN, max_length=120)]
    alt: Annotated[str, Field(min_length=3, max_length=300), AfterValidator(join_lines)]
    legende: ShortText | None = None
    credit: ShortText


class Source(Part):
    """Where the facts come from."""

    titre: ShortText
    editeur: ShortText | None = None
    annee: Year | None = None
    page: Page | None = None
    url: Url | None = None


class Fiche(Part):
    """The front matter of `initiatives/<slug>.md`, whole."""

    titre: Annotated[str, Field(min_length=3, max_length=150), AfterValidator(join_lines)]
    resume: Annotated[str, Field(min_length=40, max_length=300), AfterValidator(join_lines)]
    type: Code
    themes: Annotated[tuple[Code, ...], Field(min_length=1)]
    statut: Statut
    depuis: PartialDate | None = None
    jusqu_a: PartialDate | None = None
    porteur: Porteur
    co_porteurs: tuple[Porteur, ...] = ()
    partenaires: tuple[PartenaireOuNom, ...] = ()
    lieux: tuple[Lieu, ...] = ()
    itinerante: Annotated[bool, Field(strict=True)] = False
    perimetre: Perimetre | None = None
    dessert_qpv: tuple[CodeQpv, ...] = ()
    publics: tuple[Code, ...] = ()
    services: tuple[ShortText, ...] = ()
    chiffres_cles: tuple[ChiffreCle, ...] = ()
    calendrier: tuple[Etape, ...] = ()
    labels: tuple[LabelObtenu, ...] = ()
    distinctions: tuple[Distinction, ...] = ()
    leviers: tuple[Annotated[int, Field(strict=True)], ...] = ()
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


class Initiative(Fiche):
    """A checked initiative: its front matter, its address and its story.

    `chemin` is POSIX, relative to the catalogue's root; `recit` is Markdown; `recit_ligne` is the
    1-based line of the file where the story starts. `positions` gives the 1-based (line, column) of
    the fields later rooms may complain about, by dotted path (`lieux[0].commune`).
    """

    slug: str
    chemin: str
    recit: Annotated[str, StringConstraints(strip_whitespace=False)]
    recit_ligne: int = 1
    positions: SkipValidation[dict[str, tuple[int, int]]] = Field(
        default_factory=dict, exclude=True, repr=False
    )

    @property
    def theme_principal(self) -> str:
        """The theme that gives its colour and icon to the initiative."""
        return self.themes[0]
