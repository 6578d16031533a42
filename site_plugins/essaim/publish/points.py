"""The points of the small maps: one per located place, written in the page."""

from __future__ import annotations

from essaim.locate.model import InitiativeSituee, LieuSitue
from essaim.publish.views import name_commune

Point = dict[str, object]


def list_points(located: InitiativeSituee) -> list[Point]:
    """Give each located place as a flat record; coordinates in WGS84 degrees."""
    initiative = located.initiative
    return [
        {
            "slug": located.slug,
            "titre": initiative.titre,
            "lieu": name_place(place),
            "theme": initiative.theme_principal,
            "precision": place.situation.precision.value,
            "latitude": place.situation.latitude,
            "longitude": place.situation.longitude,
            "url": f"initiatives/{located.slug}/",
            **({"itinerante": True} if initiative.itinerante else {}),
        }
        for place in located.lieux
        if place.situation
    ]


def name_place(place: LieuSitue) -> str:
    """Name a place as a reader would: its own name if it has one, and the official commune."""
    commune = name_commune(place)
    return f"{place.lieu.nom}, {commune}" if place.lieu.nom else commune
