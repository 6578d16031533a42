"""The catalogue's data files, read back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau
from essaim.collect.vocabulary import Terme, Vocabularies
from essaim.locate.model import LienQpv, Relation, Situation, Territoire
from essaim.publish.data import CATALOGUE, POINTS, TEXTS, write_data
from tests.publish.catalogues import WORDS, make_catalogue, make_initiative, make_situation
from tests.support.donnees import ReadPlace, ReadRow, parse_data, read_rows

NORD = Territoire(Niveau.DEPARTEMENT, "59", "Nord")
ARTOIS = Territoire(Niveau.DEPARTEMENT, "62", "Pas-de-Calais")
HAUTS = Territoire(Niveau.REGION, "32", "Hauts-de-France")
LENS = Territoire(Niveau.EPCI, "246200364", "CA de Lens – Liévin")


def stand(code: str, nom: str, *above: Territoire, **fields: object) -> Situation:
    """Make a resolved place in a commune."""
    areas = (Territoire(Niveau.COMMUNE, code, nom), *above)
    return make_situation(territoires=areas, **fields)


LIEVIN = stand("62510", "Liévin", LENS, ARTOIS, HAUTS, latitude=50.42304, longitude=2.77193)
DENAIN = stand("59172", "Denain", NORD, HAUTS, precision="commune", latitude=50.3254, longitude=3.3)


def read(*initiatives: object, words: Vocabularies = WORDS) -> dict[str, ReadRow]:
    """Write the data of a catalogue and read its rows, by title."""
    catalogue = Catalogue(make_catalogue(*initiatives).initiatives, words)  # type: ignore[arg-type]
    return {row.titre: row for row in read_rows(parse_data(write_data(catalogue)))}


def test_a_row_tells_what_the_catalogue_holds() -> None:
    (row,) = read(
        make_initiative(
            titre="L’atelier vélo",
            themes=["mobilite", "energie"],
            depuis="2019-04",
            lieux=[{"commune": "lievin", "nom": "Le hangar"}],
            situations=(LIEVIN,),
            publics=["tous"],
            services=["Prêt d’outils", "Atelier vélo"],
            partenaires=["Ville de Liévin", {"nom": "ADEME", "role": "financeur"}],
            labels=[{"label": "euralens", "etape": "labellise", "annee": 2022}],
            leviers=[2],
        )
    ).values()
    assert row == ReadRow(
        titre="L’atelier vélo",
        slug="velo",
        porteur="Les Pignons",
        depuis=201904,
        theme="mobilite",
        facettes={
            "theme": ("mobilite", "energie"),
            "type": ("garage",),
            "statut": ("en-activite",),
            "public": ("tous",),
            "label": ("euralens", "euralens.labellise"),
            "annee": ("2022",),
            "forme": ("association",),
            "levier": ("2",),
        },
        places=(ReadPlace(50.42304, 2.77193, "n", "Le hangar", "62510", "246200364", "62", "32"),),
        situe=None,
        agit=None,
        liens=(),
        resume="Un atelier où l’on apprend à réparer son vélo, ensemble.",
        extra=frozenset(["pret", "outils", "ville", "ademe", "hangar"]),
    )


def test_terms_are_those_in_use_named_in_the_vocabularies_order() -> None:
    catalogue = make_catalogue(
        make_initiative("a", themes=["culture"], depuis="2020"),
        make_initiative(
            "b",
            themes=["energie"],
            statut="en-projet",
            labels=[
                {"label": "euralens", "etape": "labellise", "annee": 2024},
                {"label": "euralens", "etape": "labellise", "annee": 2021},
            ],
        ),
    )
    data = parse_data(write_data(catalogue))
    assert data["catalogue"]["termes"] == {
        "theme": [["energie", "Énergie"], ["culture", "Culture"]],
        "type": [["garage", "Garage"]],
        "statut": [["en-projet", "En projet"], ["en-activite", "En activité"]],
        "public": [],
        "label": [
            ["euralens", "Label Euralens"],
            ["euralens.labellise", "Label Euralens\u00a0: labellisé"],
        ],
        "annee": [["2021", "2021"], ["2024", "2024"]],
        "forme": [["association", "Association"]],
        "levier": [],
    }
    assert data["carte"]["themes"] == ["energie", "culture"]


def test_more_than_64_terms_are_numbered() -> None:
    publics = {f"p{n:02}": Terme(code=f"p{n:02}", nom=f"Public {n}") for n in range(70)}
    formes = {f"f{n:02}": Terme(code=f"f{n:02}", nom=f"Forme {n}") for n in range(70)}
    words = replace(WORDS, publics=publics, formes=formes)
    rows = read(
        *(
            make_initiative(
                f"i{n:02}", publics=[f"p{n:02}"], porteur={"nom": "X", "forme": f"f{n:02}"}
            )
            for n in range(70)
        ),
        words=words,
    )
    for n in range(70):
        facets = rows[f"Initiative i{n:02}"].facettes
        assert (facets["public"], facets["forme"]) == ((f"p{n:02}",), (f"f{n:02}",))


def test_rows_follow_the_ground_then_the_addresses() -> None:
    rows = read(
        make_initiative("a", lieux=[{"commune": "Liévin"}], situations=(LIEVIN,)),
        make_initiative("b"),
        make_initiative("d", lieux=[{"commune": "Denain"}], situations=(DENAIN,)),
        make_initiative("c", lieux=[{"commune": "X"}, {"commune": "D"}], situations=(None, DENAIN)),
    )
    assert list(rows) == ["Initiative c", "Initiative d", "Initiative a", "Initiative b"]
    assert [len(row.places) for row in rows.values()] == [1, 1, 1, 0]


def test_several_places_keep_their_order() -> None:
    (row,) = read(
        make_initiative(
            lieux=[{"commune": "Liévin"}, {"commune": "Denain", "nom": "Antenne"}],
            situations=(LIEVIN, DENAIN),
        )
    ).values()
    assert [(place.commune, place.precision, place.nom) for place in row.places] == [
        ("62510", "n", None),
        ("59172", "c", "Antenne"),
    ]
    assert row.places[1].epci is None
    assert (row.places[1].latitude, row.places[1].longitude) == (50.3254, 3.3)
    assert row.situe is None


@pytest.mark.parametrize(
    ("titre", "slug", "told"),
    [
        ("L’atelier vélo", "l-atelier-velo", None),
        ("Œuvre : « chœur »", "oeuvre-choeur", None),
        ("Straße", "strasse", "strasse"),
        ("12 m² partagés", "12-m2-partages", "12-m2-partages"),
        ("L’atelier vélo", "atelier", "atelier"),
    ],
)
def test_an_address_is_told_when_the_title_does_not_make_it(
    titre: str, slug: str, told: str | None
) -> None:
    assert read(make_initiative(slug, titre=titre))[titre].slug == told


def test_the_place_line_is_told_when_communes_do_not_make_it() -> None:
    names = ["Liévin", "Denain", "Lens", "Hem"]
    spots = [stand(f"6200{n}", nom, ARTOIS, HAUTS) for n, nom in enumerate(names)]
    lieux = [{"commune": nom} for nom in names]
    twin = stand("62999", "Liévin", ARTOIS, HAUTS)
    area = replace(make_initiative("f", titre="acts"), perimetre=(ARTOIS,))
    rows = read(
        make_initiative("a", titre="three", lieux=lieux[:3], situations=tuple(spots[:3])),
        make_initiative("b", titre="four", lieux=lieux, situations=tuple(spots)),
        make_initiative("c", titre="namesakes", lieux=lieux[:1] * 2, situations=(spots[0], twin)),
        make_initiative(
            "d", titre="travels", lieux=lieux[:1], situations=(spots[0],), itinerante=True
        ),
        make_initiative("e", titre="lost", lieux=lieux[:2], situations=(spots[0], None)),
        area,
    )
    assert {titre: row.situe for titre, row in rows.items()} == {
        "three": None,
        "four": "Liévin, Denain et 2 autres communes",
        "namesakes": "Liévin",
        "travels": "Liévin, itinérante",
        "lost": "Liévin et Denain",
        "acts": "Itinérante\u00a0: Pas-de-Calais",
    }


def test_travelling_initiatives_are_found_where_they_act() -> None:
    area = {"niveau": "departement", "codes": ["62", "59", "80"]}
    rows = read(
        make_initiative("a", lieux=[{"commune": "Denain"}], situations=(DENAIN,)),
        make_initiative("b", lieux=[{"commune": "Liévin"}], situations=(LIEVIN,)),
        make_initiative("c", perimetre=area),
        make_initiative(
            "d", itinerante=True, perimetre=area, lieux=[{"commune": "D"}], situations=(DENAIN,)
        ),
        make_initiative("e", perimetre={"niveau": "france"}),
        make_initiative("f", perimetre={"niveau": "qpv", "codes": ["QN06222M"]}),
    )
    assert {titre[-1]: row.agit for titre, row in rows.items()} == {
        "a": None,
        "b": None,
        "c": ("departement", ("62", "59")),
        "d": ("departement", ("62",)),
        "e": None,
        "f": None,
    }


def test_territories_are_those_with_a_place_from_their_latest_description() -> None:
    former = stand("62510", "Lievin", ARTOIS, HAUTS, millesime="2025")
    catalogue = make_catalogue(
        make_initiative("a", lieux=[{"commune": "L"}], situations=(former,)),
        make_initiative("b", lieux=[{"commune": "L"}], situations=(LIEVIN,)),
        make_initiative("c", lieux=[{"commune": "D"}], situations=(DENAIN,)),
        make_initiative(
            "d", lieux=[{"commune": "X"}], situations=(make_situation(territoires=()),)
        ),
    )
    data = parse_data(write_data(catalogue))["catalogue"]
    assert data["territoires"] == {
        "region": [["32", "Hauts-de-France"]],
        "departement": [["59", "Nord", 0], ["62", "Pas-de-Calais", 0]],
        "epci": [["246200364", "CA de Lens – Liévin"]],
        "commune": [["", "X", -1, -1], ["59172", "Denain", 0, -1], ["62510", "Liévin", 1, 0]],
    }
    assert data["commune"] == [0, 1, 1, 0]


def test_a_quartier_is_tied_by_where_one_stands_and_by_being_served() -> None:
    def link(code: str, relation: Relation, distance: int | None = None) -> LienQpv:
        return LienQpv(code, f"Cité {code[-2]}", relation, distance, "2024")

    first = replace(
        LIEVIN,
        qpv=(link("QN06221M", Relation.COMMUNE), link("QN06222M", Relation.PROCHE, 250)),
    )
    second = replace(
        LIEVIN,
        qpv=(
            link("QN06222M", Relation.PROCHE, 90),
            link("QN06223M", Relation.DANS),
            link("QN06224M", Relation.PROCHE, 10),
        ),
    )
    located = replace(
        make_initiative(lieux=[{"commune": "L"}] * 2, situations=(first, second)),
        dessert=(
            LienQpv("QN06221M", "QN06221M", Relation.DESSERT, None, ""),
            link("QN06223M", Relation.DESSERT),
            link("QN06224M", Relation.DESSERT),
        ),
    )
    catalogue = make_catalogue(located, make_initiative("autre"))
    data = parse_data(write_data(catalogue))
    assert read_rows(data)[0].liens == (
        ("QN06221M", "s", None),
        ("QN06222M", "p", 90),
        ("QN06223M", "d", None),
        ("QN06223M", "s", None),
        ("QN06224M", "p", 10),
        ("QN06224M", "s", None),
    )
    assert data["catalogue"]["quartiers"][0] == ["QN06221M", "Cité 1"]
    assert data["catalogue"]["millesime"] == "2024"


def test_without_a_quartier_there_is_no_vintage() -> None:
    assert (
        parse_data(write_data(make_catalogue(make_initiative())))["catalogue"]["millesime"] is None
    )


SENTENCE = "Un résumé qui tient en bien plus de cent caractères,"


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (500, f"{SENTENCE} {SENTENCE} {SENTENCE}"),
        (501, f"{SENTENCE} {SENTENCE} Un résumé qui tient en bien…"),
        (2001, f"{SENTENCE} Un résumé qui tient en bien plus…"),
    ],
)
def test_summaries_are_cut_in_a_large_catalogue_only(count: int, told: str) -> None:
    resume = f"{SENTENCE} {SENTENCE} {SENTENCE}"
    some = [make_initiative(f"i{n:04}", resume=resume) for n in range(count)]
    texts = parse_data(write_data(make_catalogue(*some)))["textes"]
    assert texts["resume"][0] == told
    assert texts["coupe"] is (count > 500)


def test_an_empty_catalogue_has_its_files() -> None:
    assert read_rows(parse_data(write_data(make_catalogue()))) == []


def test_files_are_compact_and_keep_accents() -> None:
    contents = write_data(make_catalogue(make_initiative(titre="L’école")))
    assert list(contents) == [POINTS, CATALOGUE, TEXTS]
    assert "L’école" in contents[CATALOGUE]
    for content in contents.values():
        assert json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":")) == content


def test_the_edition_names_the_content() -> None:
    one, again = make_initiative("a"), make_initiative("b")
    editions = [
        json.loads(write_data(make_catalogue(*items))[POINTS])["edition"]
        for items in ((one, again), (again, one), (one, replace(again, dessert=())), (one,))
    ]
    assert editions[0] == editions[1] == editions[2] != editions[3]
    assert len(editions[0]) == 12
    changed = make_catalogue(
        one, make_initiative("b", resume="Un tout autre résumé, nettement plus bavard.")
    )
    # Points and names are the same: the texts alone make another edition.
    assert json.loads(write_data(changed)[POINTS])["edition"] != editions[0]
