from __future__ import annotations

import pytest

from essaim.collect.model import Niveau
from essaim.locate.model import InitiativeSituee
from essaim.publish.territoires.atlas import Territory, build_atlas
from essaim.publish.territoires.presences import Lien
from tests.publish.catalogues import make_catalogue
from tests.publish.territoires.makers import (
    AGGLO,
    HAUTS_DE_FRANCE,
    LENS,
    LIEVIN,
    PAS_DE_CALAIS,
    make_itinerant,
    make_link,
    make_settled,
    serve,
)

QPV = "QN06299M"


def find(level: Niveau, code: str, *initiatives: InitiativeSituee) -> Territory:
    territory = build_atlas(make_catalogue(*initiatives)).find(level, code)
    assert territory
    return territory


def list_links(territory: Territory) -> list[tuple[str, str]]:
    return [(one.located.slug, one.lien.value) for one in territory.presences]


def test_a_place_is_in_everything_above_it() -> None:
    atlas = build_atlas(make_catalogue(make_settled("velo")))
    assert [(one.niveau.value, one.code) for one in atlas.territories.values()] == [
        ("region", "32"),
        ("departement", "62"),
        ("epci", "246200364"),
        ("commune", "62498"),
    ]
    assert all(list_links(one) == [("velo", "dans")] for one in atlas.territories.values())


def test_chains_run_from_the_region_down() -> None:
    territory = find(Niveau.COMMUNE, "62498", make_settled("velo"))
    assert [t.nom for t in territory.chaine] == [
        "Hauts-de-France",
        "Pas-de-Calais",
        "Lens-Liévin",
        "Lens",
    ]
    epci = find(Niveau.EPCI, "246200364", make_settled("velo"))
    assert [t.nom for t in epci.chaine] == ["Hauts-de-France", "Pas-de-Calais", "Lens-Liévin"]
    assert [t.nom for t in epci.enfants] == ["Lens"]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([make_link(QPV, "dans", 0)], ("dans", True)),
        ([make_link(QPV, "proche", 120)], ("proche", True)),
        ([make_link(QPV, "commune")], ("commune", False)),
    ],
)
def test_a_quartier_is_covered_by_what_is_certain(
    links: list[object], expected: tuple[str, bool]
) -> None:
    quartier = find(Niveau.QPV, QPV, make_settled("velo", *links))  # type: ignore[arg-type]
    assert (quartier.presences[0].lien.value, quartier.covered) == expected


def test_serving_covers_and_is_told_above() -> None:
    served = serve(make_settled("velo", commune=LIEVIN), QPV)
    settled = make_settled("bus", make_link(QPV, "commune"))
    catalogue = make_catalogue(served, settled)
    quartier = build_atlas(catalogue).find(Niveau.QPV, QPV)
    assert quartier
    assert quartier.covered
    assert list_links(quartier) == [("velo", "dessert"), ("bus", "commune")]


def test_the_strongest_link_wins_and_service_is_remembered() -> None:
    near = serve(make_settled("velo", make_link(QPV, "proche", 120)), QPV)
    presence = find(Niveau.QPV, QPV, near).presences[0]
    assert (presence.lien, presence.distance, presence.dessert) == (Lien.PROCHE, 120, True)


def test_presences_run_from_the_strongest_then_the_nearest() -> None:
    quartier = find(
        Niveau.QPV,
        QPV,
        make_settled("loin", make_link(QPV, "proche", 280)),
        make_settled("pres", make_link(QPV, "proche", 20)),
        make_settled("dedans", make_link(QPV, "dans", 0)),
        make_settled("flou", make_link(QPV, "commune")),
        serve(make_settled("service", commune=LIEVIN), QPV),
    )
    slugs = [one.located.slug for one in quartier.presences]
    assert slugs == ["dedans", "pres", "loin", "service", "flou"]


def test_an_itinerant_one_is_in_its_area_above_and_below() -> None:
    atlas = build_atlas(make_catalogue(make_settled("velo"), make_itinerant("bus", AGGLO)))
    links = {
        (one.niveau.value, one.code): dict(list_links(one)).get("bus")
        for one in atlas.territories.values()
    }
    assert set(links.values()) == {"itinerante"}
    (_, bus) = atlas.territories[Niveau.COMMUNE, "62498"].presences
    assert bus.par == (AGGLO,)


def test_an_itinerant_one_alone_opens_no_page_below() -> None:
    atlas = build_atlas(make_catalogue(make_itinerant("bus", HAUTS_DE_FRANCE)))
    assert list(atlas.territories) == [(Niveau.REGION, "32")]


def test_one_that_travels_everywhere_is_in_every_page_and_opens_none() -> None:
    assert not build_atlas(make_catalogue(make_itinerant("bus"))).territories
    territory = find(Niveau.COMMUNE, "62498", make_settled("velo"), make_itinerant("bus"))
    assert list_links(territory) == [("velo", "dans"), ("bus", "itinerante")]
    assert territory.presences[1].par == ()


def test_a_place_is_more_than_a_perimeter() -> None:
    both = make_settled("velo", itinerante=True)
    territory = find(Niveau.EPCI, "246200364", both, make_itinerant("bus", PAS_DE_CALAIS))
    assert list_links(territory) == [("velo", "dans"), ("bus", "itinerante")]


def test_quartiers_of_a_territory_are_those_of_known_communes() -> None:
    atlas = build_atlas(make_catalogue(make_settled("velo", make_link(QPV, "dans", 0))))
    # Without the official list, nothing says in which commune a quartier is.
    assert atlas.territories[Niveau.COMMUNE, LENS.code].quartiers == ()
    assert atlas.millesime == "2024"
