"""Initiatives made for a test, saying only what the test is about."""

from __future__ import annotations

from essaim.collect.model import Initiative, Lieu, Niveau, Porteur, Source, Statut
from essaim.locate.model import InitiativeSituee, LieuSitue, Precision, Situation, Territoire

GRENAY = (50.4496, 2.7513)


def make_initiative(slug: str = "essai", **fields: object) -> Initiative:
    """Make a checked initiative in Grenay."""
    facts: dict[str, object] = {
        "titre": f"Initiative {slug}",
        "resume": "Un résumé d’essai assez long pour que le format l’accepte.",
        "type": "atelier",
        "themes": ("energie",),
        "statut": Statut.EN_ACTIVITE,
        "porteur": Porteur(nom=f"Porteur de {slug}", forme="association"),
        "lieux": (Lieu(commune="Grenay"),),
        "sources": (Source(titre="Carnet"),),
        "slug": slug,
        "chemin": f"initiatives/{slug}.md",
        "recit": "Un récit.",
    }
    return Initiative.model_validate(facts | fields)


def make_situation(
    point: tuple[float, float] = GRENAY,
    precision: Precision = Precision.COMMUNE,
    commune: str = "Grenay",
) -> Situation:
    """Make a resolved place at (latitude, longitude)."""
    return Situation(
        latitude=point[0],
        longitude=point[1],
        precision=precision,
        score=None,
        libelle=commune,
        fournisseur="essai",
        date="2026-01-01",
        millesime="2026",
        territoires=(
            Territoire(Niveau.COMMUNE, f"insee-{commune}", commune),
            Territoire(Niveau.DEPARTEMENT, "62", "Pas-de-Calais"),
        ),
    )


def make_located(
    slug: str = "essai", point: tuple[float, float] | None = GRENAY, **fields: object
) -> InitiativeSituee:
    """Make an initiative with one place, located or not."""
    initiative = make_initiative(slug, **fields)
    situation = make_situation(point) if point else None
    return InitiativeSituee(
        initiative, tuple(LieuSitue(lieu, situation) for lieu in initiative.lieux)
    )
