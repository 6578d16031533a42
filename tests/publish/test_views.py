"""What cards and profiles say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from essaim.collect.model import Niveau
from essaim.locate.model import LienQpv, Relation, Territoire
from essaim.publish.places import describe_place, describe_served, name_perimeter
from essaim.publish.profile import StepView, make_profile
from essaim.publish.views import list_themes, make_card, name_communes, pick_showcase, sort_by_title
from tests.publish.catalogues import WORDS, make_catalogue, make_initiative, make_situation


def test_a_card_has_its_words_ready() -> None:
    card = make_card(
        make_initiative(
            lieux=[{"commune": "Lievin"}],
            situations=(make_situation(),),
            labels=[{"label": "euralens", "etape": "labellise", "annee": 2022}],
        ),
        WORDS,
    )
    assert card.path == "initiatives/velo/"
    assert (card.theme, card.theme_nom) == ("mobilite", "Mobilité")
    assert card.communes == "Liévin"
    assert (card.statut, card.statut_nom) == ("en-activite", "En activité")
    assert card.label == "Label Euralens, labellisé 2022"


@pytest.mark.parametrize(
    ("communes", "words"),
    [
        ([], "Initiative itinérante"),
        (["Hem", "Hem"], "Hem"),
        (["Hem", "Lens", "Anzin"], "Hem, Lens et Anzin"),
        (["Hem", "Lens", "Anzin", "Denain"], "Hem, Lens et 2 autres communes"),
    ],
)
def test_communes_on_a_card(communes: list[str], words: str) -> None:
    fields = {"lieux": [{"commune": name} for name in communes]} if communes else {}
    assert name_communes(make_initiative(**fields)) == words


def test_titles_sort_as_a_french_reader_expects() -> None:
    items = [
        make_initiative(str(n), titre=t) for n, t in enumerate(["Zeste", "école", "Eaux", "Étés"])
    ]
    assert [item.initiative.titre for item in sort_by_title(items)] == [
        "Eaux",
        "école",
        "Étés",
        "Zeste",
    ]


def test_themes_without_initiative_come_last() -> None:
    views = list_themes(make_catalogue(make_initiative()))
    assert [(view.code, view.nombre) for view in views] == [
        ("mobilite", 1),
        ("energie", 0),
        ("culture", 0),
    ]


def test_the_showcase_spreads_themes_then_takes_the_longest() -> None:
    catalogue = make_catalogue(
        make_initiative("a", recit="x" * 50),
        make_initiative("b", recit="x" * 90, depuis="2020"),
        make_initiative("c", recit="x" * 10, themes=["energie"], depuis="2021-02"),
        make_initiative("d", recit="x" * 60, depuis="2021"),
    )
    showcase = pick_showcase(catalogue)
    assert showcase.recits == ("b", "c", "d")
    assert showcase.recentes == ("c", "d", "b")
    assert showcase.alveoles == ("energie", "mobilite", "mobilite", "mobilite")


def test_a_large_catalogue_keeps_the_shares_of_its_themes() -> None:
    items = [make_initiative(f"m{n}") for n in range(600)]
    items += [make_initiative(f"e{n}", themes=["energie"]) for n in range(200)]
    cells = pick_showcase(make_catalogue(*items)).alveoles
    assert 200 <= len(cells) <= 220
    assert cells.count("energie") / len(cells) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(
    ("precision", "words", "has_itinerary"),
    [
        ("declaree", "", True),
        ("numero", "", True),
        ("rue", "position approximative\u00a0: rue", True),
        ("lieu-dit", "position approximative\u00a0: lieu-dit", True),
        ("qpv", "position approximative\u00a0: quartier", False),
        ("commune", "position approximative\u00a0: commune", False),
    ],
)
def test_precision_is_told_honestly(precision: str, words: str, has_itinerary: bool) -> None:
    located = make_initiative(
        lieux=[{"commune": "Liévin"}], situations=(make_situation(precision),)
    )
    place = describe_place(located.lieux[0])
    assert place.precision == words
    assert (place.point is not None) is has_itinerary


def test_an_unlocated_place_says_so() -> None:
    place = describe_place(make_initiative(lieux=[{"commune": "Liévin"}]).lieux[0])
    assert (place.precision, place.point) == ("position non déterminée", None)


def test_relations_to_quartiers_are_kept_apart() -> None:
    links = tuple(
        LienQpv(f"QN0622{n}M", f"Cité {n}", relation, distance, "2024")
        for n, (relation, distance) in enumerate(
            [
                (Relation.DANS, 0),
                (Relation.PROCHE, 180),
                (Relation.DESSERT, None),
                (Relation.COMMUNE, None),
            ]
        )
    )
    located = make_initiative(
        lieux=[{"commune": "Liévin"}],
        situations=(make_situation(qpv=links),),
        dessert_qpv=["QN06220M", "QN06223M", "QN06229M"],
    )
    served = (
        replace(links[0], relation=Relation.DESSERT, distance=None),
        replace(links[3], relation=Relation.DESSERT),
        LienQpv("QN06229M", "QN06229M", Relation.DESSERT, None, ""),
    )
    located = replace(located, dessert=served)
    place = describe_place(located.lieux[0])
    assert [view.lien for view in place.quartiers] == [
        "dans",
        "à 180\u00a0m",
        "dessert",
        "à préciser",
    ]
    assert place.millesime == "2024"
    assert place.quartiers[0].nom == "Cité 0 (QN06220M)"
    told = describe_served(located)
    assert told
    assert [view.nom for view in told.quartiers] == ["Cité 3 (QN06223M)", "QN06229M"]
    assert told.millesime == "2024"


def test_nothing_is_told_of_quartiers_when_none_is_served() -> None:
    assert describe_served(make_initiative()) is None


def test_an_itinerant_initiative_says_where_it_acts() -> None:
    area = Territoire(Niveau.DEPARTEMENT, "62", "Pas-de-Calais")
    located = make_initiative()
    assert name_communes(located) == "Initiative itinérante"
    assert name_communes(replace(located, perimetre=(area,))) == "Itinérante\u00a0: Pas-de-Calais"
    settled = make_initiative(lieux=[{"commune": "Liévin"}], itinerante=True)
    assert name_communes(settled) == "Liévin, itinérante"


@pytest.mark.parametrize(
    ("niveau", "codes", "words"),
    [
        ("france", [], "France entière"),
        ("epci", ["1", "2"], "CA de Lens et CA de Hénin"),
        ("epci", ["1", "8", "9"], "CA de Lens et 2 autres territoires"),
        ("epci", ["8", "9"], "2 intercommunalités"),
    ],
)
def test_the_perimeter_never_shows_bare_codes(niveau: str, codes: list[str], words: str) -> None:
    names = {"1": "CA de Lens", "2": "CA de Hénin"}
    located = make_initiative(perimetre={"niveau": niveau, "codes": codes})
    areas = tuple(Territoire(Niveau(niveau), code, names.get(code, code)) for code in codes)
    assert name_perimeter(replace(located, perimetre=areas)) == words


def test_a_profile_sorts_its_timeline_and_groups_its_partners() -> None:
    profile = make_profile(
        make_initiative(
            porteur={"nom": "A", "forme": "association", "site": "https://a.fr"},
            co_porteurs=[{"nom": "B", "forme": "association"}],
            distinctions=[{"nom": "Prix", "par": "Région", "annee": 2021}, {"nom": "Coup de cœur"}],
            calendrier=[
                {"date": "2022-04", "texte": "b", "prevu": True},
                {"date": "2019", "texte": "a"},
            ],
            partenaires=["ADEME", {"nom": "Région", "role": "financeur"}],
            financements=[
                {"nature": "subvention", "montant": 1500.5},
                {"nature": "subvention"},
                {"nature": "subvention", "part": 35},
                {"nature": "subvention", "montant": 10, "part": 2.5},
            ],
            chiffres_cles=[
                {"valeur": 3.5, "unite": "ha", "libelle": "plantés", "nuance": "environ"},
                {"valeur": 15, "valeur_max": 20, "libelle": "bénévoles"},
            ],
            depuis="2019",
            verifie_le="2026-11",
        ),
        WORDS,
    )
    assert profile.etapes == (
        StepView("2019", "a", False),
        StepView("avril\u00a02022", "b", True),
    )
    assert [(view.nom, view.site) for view in profile.porteurs] == [
        ("A", "https://a.fr"),
        ("B", None),
    ]
    assert profile.porteurs_noms == "A et B"
    assert profile.distinctions == ("Prix, Région, 2021", "Coup de cœur")
    assert [group.role for group in profile.partenaires] == ["Financeur", None]
    assert [line.montant for line in profile.financements] == [
        "1\u202f500,5\u00a0€",
        "non communiqué",
        "35\u202f%",
        "10\u00a0€ (2,5\u202f%)",
    ]
    assert [line.connu for line in profile.financements] == [True, False, True, True]
    assert profile.chiffres[1].valeur == "15 à\u00a020"
    assert (profile.chiffres[0].nuance, profile.chiffres[0].valeur) == ("environ", "3,5")
    assert profile.periode == "Depuis 2019"
    assert profile.verification == "Fiche vérifiée en novembre\u00a02026"
