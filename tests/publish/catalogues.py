"""Small catalogues for the tests of pages: as little as each needs."""

from __future__ import annotations

from typing import Any

from essaim.catalogue import Catalogue
from essaim.collect.model import Initiative, Niveau
from essaim.collect.vocabulary import Label, Levier, Terme, Theme, TypeInitiative, Vocabularies
from essaim.locate.model import InitiativeSituee, LieuSitue, Precision, Situation, Territoire

WORDS = Vocabularies(
    themes={
        code: Theme(
            code=code, nom=nom, couleur=color, couleur_sombre="#ffd166", icone="material/bike"
        )
        for code, nom, color in (
            ("energie", "Énergie", "#8a4b00"),
            ("mobilite", "Mobilité", "#2b5fda"),
            ("culture", "Culture", "#7c0289"),
        )
    },
    types={"garage": TypeInitiative(code="garage", nom="Garage", icone="material/car")},
    publics={"tous": Terme(code="tous", nom="Tout le monde")},
    formes={"association": Terme(code="association", nom="Association")},
    roles={
        "financeur": Terme(code="financeur", nom="Financeur"),
        "technique": Terme(code="technique", nom="Partenaire technique"),
    },
    natures={"subvention": Terme(code="subvention", nom="Subvention")},
    leviers={2: Levier(code=2, nom="Soutenir les initiatives")},
    labels={
        "euralens": Label(
            code="euralens",
            nom="Label Euralens",
            porteur="Pôle",
            etapes=(Terme(code="labellise", nom="Labellisé"),),
        )
    },
)


def make_initiative(
    slug: str = "velo", situations: tuple[Situation | None, ...] = (), **fields: Any
) -> InitiativeSituee:
    """Make a located initiative; without `lieux` it is itinerant."""
    data = {
        "titre": f"Initiative {slug}",
        "resume": "Un atelier où l’on apprend à réparer son vélo, ensemble.",
        "type": "garage",
        "themes": ["mobilite"],
        "statut": "en-activite",
        "porteur": {"nom": "Les Pignons", "forme": "association"},
        "itinerante": "lieux" not in fields,
        "sources": [{"titre": "Carnet"}],
        "slug": slug,
        "chemin": f"initiatives/{slug}.md",
        "recit": "Un récit.",
        **fields,
    }
    initiative = Initiative.model_validate(data)
    known = situations or (None,) * len(initiative.lieux)
    places = tuple(
        LieuSitue(lieu, place) for lieu, place in zip(initiative.lieux, known, strict=True)
    )
    return InitiativeSituee(initiative, places)


def make_situation(precision: str = "numero", **fields: Any) -> Situation:
    """Make a resolved place in Liévin."""
    return Situation(
        **{
            "latitude": 50.42,
            "longitude": 2.77,
            "precision": Precision(precision),
            "score": 0.9,
            "libelle": "Liévin",
            "fournisseur": "ban",
            "date": "2026-11-20",
            "millesime": "2026",
            "territoires": (Territoire(Niveau.COMMUNE, "62510", "Liévin"),),
            **fields,
        }
    )


def make_catalogue(*initiatives: InitiativeSituee) -> Catalogue:
    """Make a catalogue of them, sorted by slug."""
    return Catalogue(tuple(sorted(initiatives, key=lambda item: item.slug)), WORDS)
