from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from essaim.collect.model import Initiative, Lieu
from essaim.locate.lockfile import Lock
from essaim.locate.model import Precision
from essaim.locate.reference import Reference
from essaim.locate.resolution import (
    RESOLVERS,
    SAVE_EVERY,
    Answer,
    NewPlace,
    Point,
    Request,
    resolve_places,
)
from essaim.problems import Problem, Severity
from tests.support.factories import make_initiative

TODAY = date(2026, 11, 20)
LATER = date(2027, 2, 1)


def make(*lieux: Lieu, slug: str = "essai") -> Initiative:
    return make_initiative(slug, lieux=lieux, positions={"lieux[0]": (12, 5)})


DENAIN = Lieu(commune="Denain", adresse="12 rue de Villars", latitude=50.330001, longitude=3.39)
GRENAY = Lieu(commune="Grenay", code_postal="62160")


def geocode(request: Request) -> Answer:
    if not request.lieu.adresse:
        return Answer()
    return Answer(Point(50.331111111, 3.4, Precision.NUMERO, 0.9, "12 Rue de Villars", "essai"))


def test_declared_coordinates_win(reference: Reference) -> None:
    result = resolve_places([make(DENAIN)], Lock(), reference, TODAY)
    situation = result.lock.lieux["denain|||12 rue de villars|50.33000,3.39000"]
    assert (situation.latitude, situation.longitude) == (50.33, 3.39)
    assert (situation.precision, situation.score) == (Precision.DECLAREE, None)
    assert (situation.libelle, situation.fournisseur) == ("12 rue de Villars", "fiche")
    assert (situation.date, situation.millesime) == ("2026-11-20", "2026")
    assert [one.code for one in situation.territoires] == ["59172", "200042190", "59", "32"]
    assert (result.problems, result.orphans) == ((), ())


def test_a_commune_gives_its_centre(reference: Reference) -> None:
    result = resolve_places([make(GRENAY)], Lock(), reference, TODAY)
    grenay = reference.get_commune("62386")
    assert grenay is not None
    ((key, situation),) = result.lock.lieux.items()
    assert key == "grenay|62160"
    assert (situation.latitude, situation.longitude) == (grenay.latitude, grenay.longitude)
    assert (situation.precision, situation.fournisseur) == (Precision.COMMUNE, "reference")
    assert result.news == (NewPlace(key, "initiatives/essai.md", GRENAY, situation),)


@pytest.mark.parametrize(
    ("lieu", "centre", "commune"),
    [
        (Lieu(commune="Marseille", code_postal="13003"), "13203", "13055"),
        (Lieu(commune="Paris 11e"), "75111", "75056"),
        (Lieu(commune="Lomme"), "59355", "59350"),
    ],
)
def test_a_part_gives_its_centre_and_its_commune(
    reference: Reference, lieu: Lieu, centre: str, commune: str
) -> None:
    (new,) = resolve_places([make(lieu)], Lock(), reference, TODAY).news
    part = reference.get_commune(centre)
    assert part is not None
    assert (new.situation.latitude, new.situation.longitude) == (part.latitude, part.longitude)
    assert new.situation.libelle == part.nom
    assert new.situation.territoires[0].code == commune


def test_a_place_without_any_point_is_told(reference: Reference) -> None:
    result = resolve_places([make(Lieu(commune="Nouméa"))], Lock(), reference, TODAY)
    assert result.lock == Lock("2026")
    assert result.problems == (
        Problem(
            "initiatives/essai.md",
            12,
            5,
            "lieux[0]",
            "lieu_introuvable",
            "aucun point connu pour « Nouméa »",
            "Donnez latitude et longitude, en degrés décimaux.",
            Severity.AVERTISSEMENT,
        ),
    )


def test_only_new_places_are_asked_and_each_once(reference: Reference) -> None:
    asked: list[str] = []

    def ask(request: Request) -> Answer:
        asked.append(request.key)
        return Answer()

    chain = (ask, *RESOLVERS)
    first = resolve_places(
        [make(GRENAY), make(GRENAY, DENAIN, slug="autre")],
        Lock(),
        reference,
        TODAY,
        resolvers=chain,
    )
    assert asked == ["grenay|62160", "denain|||12 rue de villars|50.33000,3.39000"]
    asked.clear()
    again = resolve_places(
        [make(GRENAY, DENAIN, Lieu(commune="Hem"))], first.lock, reference, LATER, resolvers=chain
    )
    assert asked == ["hem"]
    assert [new.key for new in again.news] == ["hem"]
    assert again.lock.lieux["grenay|62160"] == first.lock.lieux["grenay|62160"]


def test_orphans_are_told_and_pruned(reference: Reference) -> None:
    lock = resolve_places([make(GRENAY, DENAIN)], Lock(), reference, TODAY).lock
    kept = resolve_places([make(DENAIN)], lock, reference, TODAY, prune=False)
    assert kept.orphans == ("grenay|62160",)
    assert kept.lock == lock
    pruned = resolve_places([make(DENAIN)], lock, reference, TODAY)
    assert pruned.orphans == ("grenay|62160",)
    assert list(pruned.lock.lieux) == ["denain|||12 rue de villars|50.33000,3.39000"]


def test_a_place_with_an_error_keeps_what_was_known(reference: Reference) -> None:
    lieu = Lieu(commune="Grenai", code_postal="62160")
    situation = resolve_places([make(GRENAY)], Lock(), reference, TODAY).news[0].situation
    lock = Lock("2026", {"grenai|62160": situation})
    result = resolve_places([make(lieu)], lock, reference, TODAY)
    assert result.lock == lock
    assert [problem.code for problem in result.problems] == ["commune_inconnue"]
    assert (result.news, result.orphans) == ((), ())


def test_a_geocoder_slips_in_the_chain(reference: Reference) -> None:
    lieu = Lieu(commune="Denain", adresse="12 rue de Villars")
    (new,) = resolve_places(
        [make(lieu)], Lock(), reference, TODAY, resolvers=(geocode, *RESOLVERS)
    ).news
    assert (new.situation.latitude, new.situation.precision) == (50.33111, Precision.NUMERO)
    assert (new.situation.score, new.situation.libelle) == (0.9, "12 Rue de Villars")


def test_a_final_answer_leaves_the_place_for_another_day(reference: Reference) -> None:
    problem = Problem("initiatives/essai.md", 1, 1, "", "panne", "panne")
    result = resolve_places(
        [make(GRENAY)],
        Lock(),
        reference,
        TODAY,
        resolvers=(lambda _: Answer(problems=(problem,), final=True), *RESOLVERS),
    )
    assert result.problems == (problem,)
    assert (result.news, result.lock.lieux) == ((), {})


def test_another_vintage_moves_territories_not_addresses(reference: Reference) -> None:
    lieu = Lieu(commune="Denain", adresse="12 rue de Villars")
    chain = (geocode, *RESOLVERS)
    fresh = resolve_places([make(lieu, GRENAY)], Lock(), reference, TODAY, resolvers=chain).lock
    old = Lock(
        "2025",
        {
            key: replace(place, millesime="2025", territoires=())
            for key, place in fresh.lieux.items()
        },
    )
    result = resolve_places([make(lieu, GRENAY)], old, reference, LATER)
    grenay = replace(fresh.lieux["grenay|62160"], date="2027-02-01")
    assert result.lock == Lock("2026", {**fresh.lieux, "grenay|62160": grenay})
    assert len(result.news) == 2


def test_progress_is_reported_and_saved(reference: Reference) -> None:
    rows = (reference.read_row(row) for row in range(SAVE_EVERY + 10))
    lieux = [Lieu(commune=row.nom, code_insee=row.code) for row in rows]
    seen: list[tuple[int, int, bool]] = []
    saved: list[int] = []
    result = resolve_places(
        [make(*lieux)],
        Lock(),
        reference,
        TODAY,
        report=lambda done, total, new: seen.append((done, total, new is not None)),
        save=lambda lock: saved.append(len(lock.lieux)),
    )
    assert seen == [(done, 60, True) for done in range(1, 61)]
    assert saved == [SAVE_EVERY]
    assert len(result.lock.lieux) == 60


def test_an_interruption_saves_what_was_found(reference: Reference) -> None:
    former = resolve_places([make(Lieu(commune="Hem"))], Lock(), reference, TODAY).lock
    saved: list[Lock] = []

    def stop(request: Request) -> Answer:
        if request.lieu is not GRENAY:
            raise KeyboardInterrupt
        return Answer()

    with pytest.raises(KeyboardInterrupt):
        resolve_places(
            [make(GRENAY, DENAIN)],
            former,
            reference,
            TODAY,
            resolvers=(stop, *RESOLVERS),
            save=saved.append,
        )
    assert [sorted(lock.lieux) for lock in saved] == [["grenay|62160", "hem"]]
