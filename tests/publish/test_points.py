"""The points of the small maps."""

from __future__ import annotations

from essaim.collect.model import Lieu
from essaim.publish.points import list_points, name_place
from tests.support.factories import GRENAY, make_located


def test_each_located_place_is_a_point() -> None:
    lieux = (Lieu(commune="grenay", nom="Le hangar"), Lieu(commune="Grenay"))
    first, second = list_points(make_located("a", lieux=lieux))
    assert first == {
        "slug": "a",
        "titre": "Initiative a",
        "lieu": "Le hangar, Grenay",
        "theme": "energie",
        "precision": "commune",
        "latitude": GRENAY[0],
        "longitude": GRENAY[1],
        "url": "initiatives/a/",
    }
    assert second["lieu"] == "Grenay"


def test_a_place_of_an_itinerant_initiative_says_so() -> None:
    (point,) = list_points(make_located("a", itinerante=True))
    assert point["itinerante"] is True


def test_a_place_not_located_has_no_point_but_a_name() -> None:
    located = make_located("a", point=None)
    assert list_points(located) == []
    assert name_place(located.lieux[0]) == "Grenay"
