"""The catalogue's indexes."""

from __future__ import annotations

from dataclasses import replace

from essaim.catalogue import Catalogue, find_point
from essaim.collect.model import LabelObtenu, Lieu, Porteur
from essaim.collect.vocabulary import load_vocabularies
from essaim.locate.model import LienQpv, Relation
from tests.support.building import SMALL
from tests.support.factories import GRENAY, make_located

VOCABULAIRES, _ = load_vocabularies(SMALL / "vocabulaires")


def make_catalogue(*located: object) -> Catalogue:
    return Catalogue(tuple(located), VOCABULAIRES)  # type: ignore[arg-type]


def list_slugs(items: object) -> list[str]:
    return [item.slug for item in items]  # type: ignore[attr-defined]


def test_themes_without_initiative_are_listed_empty() -> None:
    catalogue = make_catalogue(make_located("a"), make_located("b", themes=("mobilite", "energie")))
    assert {code: list_slugs(group) for code, group in catalogue.by_theme.items()} == {
        "energie": ["a", "b"],
        "mobilite": ["b"],
        "culture": [],
    }


def test_leviers_and_labels_without_initiative_are_listed_empty() -> None:
    labels = (LabelObtenu(label="qualite", etape="labellise"),) * 2
    catalogue = make_catalogue(make_located("a", leviers=(2, 2)), make_located("b", labels=labels))
    assert {code: list_slugs(group) for code, group in catalogue.by_levier.items() if group} == {
        2: ["a"]
    }
    assert set(catalogue.by_levier) == set(VOCABULAIRES.leviers)
    assert {code: list_slugs(group) for code, group in catalogue.by_label.items()} == {
        "qualite": ["b"]
    }


def test_a_commune_with_two_places_counts_once() -> None:
    located = make_located("a", lieux=(Lieu(commune="Grenay"), Lieu(commune="Grenay", nom="Bis")))
    assert [t.nom for t in make_catalogue(located).communes] == ["Grenay"]


def test_related_are_declared_both_ways_then_same_porteur_then_nearest_of_theme() -> None:
    far = (GRENAY[0] + 5, GRENAY[1])
    near = (GRENAY[0] + 0.01, GRENAY[1])
    porteur = Porteur(nom="Commun", forme="association")
    catalogue = make_catalogue(
        make_located("centre", porteur=porteur, liens=("lie",)),
        make_located("lie", themes=("culture",)),
        make_located("pointe", themes=("culture",), liens=("centre",)),
        make_located("jumelle", themes=("mobilite",), porteur=porteur),
        make_located("loin", point=far),
        make_located("pres", point=near),
    )
    assert list_slugs(catalogue.related["centre"]) == ["lie", "pointe", "jumelle"]
    assert list_slugs(catalogue.related["loin"]) == ["pres", "centre"]
    assert list_slugs(catalogue.related["lie"]) == ["centre", "pointe"]


def test_related_of_a_crowded_theme_stay_near() -> None:
    crowd = [make_located(f"x{i:03}", point=(45 + i * 0.1 + i * i / 1000, 2.0)) for i in range(60)]
    catalogue = make_catalogue(*crowd)
    assert list_slugs(catalogue.related["x030"]) == ["x029", "x031", "x028"]


def test_related_do_without_a_place() -> None:
    catalogue = make_catalogue(make_located("a", point=None), make_located("b"))
    assert list_slugs(catalogue.related["a"]) == ["b"]
    assert list_slugs(catalogue.related["b"]) == ["a"]
    assert find_point(catalogue.by_slug["a"]) is None


def test_served_quartiers_count_as_concerned() -> None:
    link = LienQpv("QN06229M", "Cité", Relation.DESSERT, None, "2024")
    assert make_catalogue(replace(make_located("a"), dessert=(link,))).qpv == ("QN06229M",)


def test_declared_quartiers_count_as_concerned() -> None:
    located = make_located("a", dessert_qpv=("QN06222M",))
    assert make_catalogue(located, make_located("b")).qpv == ("QN06222M",)
