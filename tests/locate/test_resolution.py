from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from essaim.collect.model import Initiative, Lieu
from essaim.locate.lockfile import Lock
from essaim.locate.model import LienQpv, Precision, Relation, Situation
from essaim.locate.reference import Reference
from essaim.locate.resolution import SAVE_EVERY, NewPlace, resolve_places
from essaim.locate.resolvers import Answer, Point, Request, list_resolvers
from essaim.locate.scope import Addresses, Scope
from essaim.problems import Problem, Severity
from tests.support.factories import make_initiative

TODAY = date(2026, 11, 20)
LATER = date(2027, 2, 1)


def make(*lieux: Lieu, slug: str = "essai") -> Initiative:
    return make_initiative(slug, lieux=lieux, positions={"lieux[0]": (12, 5)})


DENAIN = Lieu(commune="Denain", adresse="12 rue de Villars", latitude=50.330001, longitude=3.39)
GRENAY = Lieu(commune="Grenay", code_postal="62160")
RESOLVERS = list_resolvers()


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
            "Aucun point connu pour « Nouméa ».",
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
    kept = resolve_places([make(DENAIN)], lock, reference, TODAY, scope=Scope(prune=False))
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
    assert [new.key for new in result.news] == ["grenay|62160"]
    assert result.refreshed == ("denain|||12 rue de villars",)


def test_progress_is_reported_and_saved(reference: Reference) -> None:
    rows = (reference.read_row(row) for row in range(SAVE_EVERY + 10))
    lieux = [Lieu(commune=row.nom, code_insee=row.code) for row in rows]
    seen: list[tuple[int, int, bool]] = []
    saved: list[int] = []
    noted: list[str] = []
    result = resolve_places(
        [make(*lieux)],
        Lock(),
        reference,
        TODAY,
        report=lambda done, total, new: seen.append((done, total, new is not None)),
        save=lambda lock: saved.append(len(lock.lieux)),
        note=lambda key, _: noted.append(key),
    )
    assert seen == [(0, 60, False), *((done, 60, True) for done in range(1, 61))]
    assert saved == [SAVE_EVERY]
    assert noted == [new.key for new in result.news]
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


ADDRESS = Lieu(commune="Denain", adresse="12 rue de Villars")
ADDRESS_KEY = "denain|||12 rue de villars"


def locate_address(reference: Reference, addresses: Addresses = Addresses.ASKED) -> Situation:
    """Locate a place that has an address, without asking for it."""
    scope = Scope(addresses)
    return resolve_places([make(ADDRESS)], Lock(), reference, TODAY, scope=scope).news[0].situation


def test_an_address_located_before_there_was_a_service_is_asked_once(reference: Reference) -> None:
    lock = Lock("2026", {ADDRESS_KEY: locate_address(reference)})
    chain = list_resolvers(geocode)
    kept = resolve_places([make(ADDRESS)], lock, reference, LATER, resolvers=chain)
    assert kept.lock == lock
    asked = Scope(Addresses.ASKED)
    (new,) = resolve_places(
        [make(ADDRESS)], lock, reference, LATER, resolvers=chain, scope=asked
    ).news
    assert new.situation.precision is Precision.NUMERO
    lock = Lock("2026", {ADDRESS_KEY: new.situation})
    again = resolve_places([make(ADDRESS)], lock, reference, LATER, resolvers=chain, scope=asked)
    assert (again.news, again.lock) == ((), lock)


def test_an_address_left_aside_on_purpose_is_not_asked(reference: Reference) -> None:
    situation = locate_address(reference, Addresses.IGNORED)
    assert (situation.precision, situation.fournisseur) == (Precision.COMMUNE, "reference-seule")
    lock = Lock("2026", {ADDRESS_KEY: situation})
    scope = Scope(Addresses.ASKED)
    chain = list_resolvers(geocode)
    kept = resolve_places([make(ADDRESS)], lock, reference, LATER, resolvers=chain, scope=scope)
    assert (kept.news, kept.lock) == ((), lock)
    scope = Scope(Addresses.ASKED, refresh=True)
    (new,) = resolve_places(
        [make(ADDRESS)], lock, reference, LATER, resolvers=chain, scope=scope
    ).news
    assert new.situation.precision is Precision.NUMERO


def test_offline_a_known_address_only_gets_new_territories(reference: Reference) -> None:
    old = replace(locate_address(reference), millesime="2025", territoires=())
    result = resolve_places(
        [make(ADDRESS)],
        Lock("2025", {ADDRESS_KEY: old}),
        reference,
        LATER,
        resolvers=(lambda _: Answer(final=True),),
        scope=Scope(Addresses.DEFERRED),
    )
    assert result.lock.lieux == {ADDRESS_KEY: locate_address(reference)}
    assert (result.news, result.refreshed) == ((), (ADDRESS_KEY,))


def test_a_failed_refresh_keeps_what_was_known(reference: Reference) -> None:
    lock = Lock("2026", {ADDRESS_KEY: locate_address(reference)})
    result = resolve_places(
        [make(ADDRESS)],
        lock,
        reference,
        LATER,
        resolvers=(lambda _: Answer(final=True),),
        scope=Scope(Addresses.ASKED, refresh=True),
    )
    assert (result.lock, result.news) == (lock, ())


def test_refresh_asks_everything(reference: Reference) -> None:
    lock = resolve_places([make(GRENAY, DENAIN)], Lock(), reference, TODAY).lock
    result = resolve_places(
        [make(GRENAY, DENAIN)], lock, reference, LATER, scope=Scope(refresh=True)
    )
    assert [new.situation.date for new in result.news] == ["2027-02-01"] * 2


def test_only_some_files(reference: Reference) -> None:
    orphan = resolve_places([make(Lieu(commune="Hem"))], Lock(), reference, TODAY).lock
    result = resolve_places(
        [make(GRENAY), make(DENAIN, GRENAY, slug="autre")],
        orphan,
        reference,
        TODAY,
        scope=Scope(only=frozenset({"autre"})),
    )
    assert {new.chemin for new in result.news} == {"initiatives/autre.md"}
    assert len(result.news) == 2
    assert result.orphans == ()
    assert "hem" in result.lock.lieux


class Contours:
    """Contours of one quartier, of one vintage."""

    def __init__(self, millesime: str = "2024", point: tuple[float, float] = (50.45, 2.73)) -> None:
        self.millesime = millesime
        self.point = point

    def relate(self, lieu: Lieu, situation: Situation) -> tuple[LienQpv, ...]:
        return (LienQpv("QN06222M", "Cité 5", Relation.DANS, None, self.millesime),)

    def representative_point(self, code: str) -> tuple[float, float] | None:
        return self.point if code == "QN06222M" else None


QUARTIER = Lieu(commune="Grenay", code_postal="62160", qpv=("QN06222M",))


def test_a_declared_quartier_gives_its_point(reference: Reference) -> None:
    (new,) = resolve_places([make(QUARTIER)], Lock(), reference, TODAY, territories=Contours()).news
    situation = new.situation
    assert (situation.latitude, situation.longitude) == (50.45, 2.73)
    assert (situation.precision, situation.libelle) == (Precision.QPV, "QN06222M")
    assert situation.millesime_qpv == "2024"
    assert [link.code for link in situation.qpv] == ["QN06222M"]


@pytest.mark.parametrize("codes", [(), ("QN99999A",), ("QN06222M", "QN05950M")])
def test_no_quartier_for_certain_is_the_commune(
    reference: Reference, codes: tuple[str, ...]
) -> None:
    lieu = Lieu(commune="Grenay", code_postal="62160", qpv=codes)
    (new,) = resolve_places([make(lieu)], Lock(), reference, TODAY, territories=Contours()).news
    assert new.situation.precision is Precision.COMMUNE


def test_contours_installed_since_are_used(reference: Reference) -> None:
    chain = (geocode, *RESOLVERS)
    before = resolve_places(
        [make(ADDRESS, QUARTIER)], Lock(), reference, TODAY, resolvers=chain
    ).lock
    assert {place.millesime_qpv for place in before.lieux.values()} == {None}

    def refuse(request: Request) -> Answer:
        assert not request.lieu.adresse, "a known address is not asked again"
        return Answer()

    after = resolve_places(
        [make(ADDRESS, QUARTIER)],
        before,
        reference,
        LATER,
        resolvers=list_resolvers(refuse, Contours()),
        territories=Contours(),
        scope=Scope(Addresses.ASKED),
    )
    assert {place.millesime_qpv for place in after.lock.lieux.values()} == {"2024"}
    assert after.lock.lieux[ADDRESS_KEY] == replace(
        before.lieux[ADDRESS_KEY],
        qpv=(LienQpv("QN06222M", "Cité 5", Relation.DANS, None, "2024"),),
        millesime_qpv="2024",
    )
    assert [new.situation.precision for new in after.news] == [Precision.QPV]

    without = resolve_places([make(ADDRESS, QUARTIER)], after.lock, reference, LATER)
    assert (without.lock, without.news, without.refreshed) == (after.lock, (), ())

    newer = resolve_places(
        [make(ADDRESS, QUARTIER)], after.lock, reference, LATER, territories=Contours("2030")
    )
    assert {place.millesime_qpv for place in newer.lock.lieux.values()} == {"2030"}
