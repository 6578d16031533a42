from __future__ import annotations

from dataclasses import replace
from datetime import date

from essaim.collect.model import Lieu
from essaim.locate.lockfile import Lock
from essaim.locate.places import situate_initiatives
from essaim.locate.reference import Reference
from essaim.locate.resolution import resolve_places
from essaim.problems import Problem, Severity
from tests.support.factories import make_initiative

ATELIER = Lieu(nom="Atelier", commune="Denain", code_postal="59220")
GRENAY = Lieu(commune="Grenay", code_postal="62160")
INITIATIVE = make_initiative(lieux=(ATELIER, GRENAY), positions={"lieux[0]": (12, 5)})
TODAY = date(2026, 11, 20)


def test_places_are_read_from_the_lock_in_order(reference: Reference) -> None:
    lock = resolve_places([INITIATIVE], Lock(), reference, TODAY).lock
    (located,), problems = situate_initiatives([INITIATIVE], lock, reference)
    assert problems == []
    assert located.initiative is INITIATIVE
    assert [place.lieu for place in located.lieux] == [ATELIER, GRENAY]
    assert [place.situation for place in located.lieux] == [
        lock.lieux["denain|59220"],
        lock.lieux["grenay|62160"],
    ]


def test_a_place_out_of_the_lock_is_a_warning(reference: Reference) -> None:
    lock = resolve_places([make_initiative(lieux=(GRENAY,))], Lock(), reference, TODAY).lock
    (located,), problems = situate_initiatives([INITIATIVE], lock, reference)
    assert [place.situation is None for place in located.lieux] == [True, False]
    assert problems == [
        Problem(
            "initiatives/essai.md",
            12,
            5,
            "lieux[0]",
            "lieu_non_situe",
            "Le lieu « Atelier » n’est pas encore situé.",
            "Lancez la commande : essaim locate",
            Severity.AVERTISSEMENT,
        )
    ]


def test_a_place_of_another_vintage_is_a_warning_and_stays(reference: Reference) -> None:
    lock = resolve_places([INITIATIVE], Lock(), reference, TODAY).lock
    old = replace(lock.lieux["denain|59220"], millesime="2025")
    (located,), problems = situate_initiatives(
        [INITIATIVE], Lock("2025", {**lock.lieux, "denain|59220": old}), reference
    )
    assert located.lieux[0].situation == old
    assert problems == [
        Problem(
            "initiatives/essai.md",
            12,
            5,
            "lieux[0]",
            "lieu_perime",
            "Les territoires du lieu « Atelier » sont ceux de 2025,"
            " la géographie est celle de 2026.",
            "Lancez la commande : essaim locate",
            Severity.AVERTISSEMENT,
        )
    ]


def test_a_place_with_an_error_is_told_once_and_the_initiative_kept(reference: Reference) -> None:
    wrong = make_initiative(lieux=(Lieu(commune="Grenai", code_postal="62160"),))
    located, problems = situate_initiatives([wrong, INITIATIVE], Lock(), reference)
    assert [one.slug for one in located] == ["essai", "essai"]
    assert located[0].lieux[0].situation is None
    assert [problem.code for problem in problems] == [
        "commune_inconnue",
        "lieu_non_situe",
        "lieu_non_situe",
    ]
    assert problems[0].is_error


def test_an_itinerant_initiative_has_no_place(reference: Reference) -> None:
    (located,), problems = situate_initiatives(
        [make_initiative(lieux=(), itinerante=True)], Lock(), reference
    )
    assert (located.lieux, problems) == ((), [])
