"""What files say of quartiers: names, contradictions, unknown codes, with the list or the lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from essaim.collect.model import Initiative, Lieu, Niveau, Perimetre
from essaim.locate.checks import check_initiative
from essaim.locate.lockfile import Lock, format_lock, make_place_key, parse_lock
from essaim.locate.model import LienQpv, Quartier, Relation, Situation, Territoire
from essaim.locate.places import situate_initiatives
from essaim.locate.quartiers import keep_quartiers, list_cited
from essaim.locate.record import read_quartiers
from essaim.locate.reference import Reference
from essaim.locate.resolution import resolve_places
from essaim.problems import Problem, Severity
from tests.support.factories import make_initiative

CITE = Quartier("Cité 5 – Cité 11", ("62386", "62528"), "2024")
DENAIN = Quartier("Gambetta", ("59172",), "2024")
LIST: Mapping[str, Quartier] = {"QN06222M": CITE, "QN05954M": DENAIN}
GRENAY = Lieu(commune="Grenay", code_postal="62160", qpv=("QN06222M",))
TODAY = date(2026, 11, 20)


def situate(
    initiative: Initiative, reference: Reference, **situation: object
) -> tuple[tuple[LienQpv, ...], list[Problem]]:
    """Locate an initiative by its commune, change what the lock says, and read it back."""
    lock = resolve_places([initiative], Lock(), replace(reference, quartiers=None), TODAY).lock
    places: dict[str, Situation] = {
        key: replace(place, **situation)  # type: ignore[arg-type]
        for key, place in lock.lieux.items()
    }
    (located,), problems = situate_initiatives(
        [initiative], Lock(lock.millesime, places, LIST), reference
    )
    known = located.lieux[0].situation
    assert known
    return known.qpv, problems


def test_every_citation_is_listed_with_its_field() -> None:
    initiative = make_initiative(
        lieux=(Lieu(commune="Grenay"), GRENAY),
        dessert_qpv=("QN05954M",),
        perimetre=Perimetre(niveau=Niveau.QPV, codes=("QN06222M",)),
    )
    assert list(list_cited(initiative)) == [
        ("lieux[1].qpv[0]", "QN06222M"),
        ("dessert_qpv[0]", "QN05954M"),
        ("perimetre.codes[0]", "QN06222M"),
    ]


def test_the_lock_keeps_the_quartiers_cited() -> None:
    initiative = make_initiative(lieux=(GRENAY,), dessert_qpv=("QN00000M",))
    assert keep_quartiers([initiative], {}, LIST) == {"QN06222M": CITE}
    assert keep_quartiers([initiative], {"QN06222M": CITE, "QN1": DENAIN}, None) == {
        "QN06222M": CITE
    }
    assert keep_quartiers([initiative], LIST, {}) == {}


def test_quartiers_of_the_lock_are_one_a_line_and_read_back() -> None:
    lock = Lock("2026", {}, LIST)
    text = format_lock(lock)
    assert text.endswith(
        '  "lieux": {},\n'
        '  "quartiers": {\n'
        '    "QN05954M": {"nom": "Gambetta", "communes": ["59172"], "millesime": "2024"},\n'
        '    "QN06222M": {"nom": "Cité 5 – Cité 11", "communes": ["62386", "62528"],'
        ' "millesime": "2024"}\n'
        "  }\n}\n"
    )
    assert parse_lock(text, "lieux.lock.json") == (lock, [])
    assert "quartiers" not in format_lock(Lock("2026"))


def test_a_bad_quartier_of_the_lock_is_told_at_its_line() -> None:
    text = format_lock(Lock("2026", {}, LIST)).replace('"nom": "Gambetta"', '"nom": 3')
    lock, (problem,) = parse_lock(text, "lieux.lock.json")
    assert set(lock.quartiers) == {"QN06222M"}
    assert (problem.line, problem.code) == (6, "lock_entree")
    assert problem.message == "Le lieu «\u00a0QN05954M\u00a0» est mal décrit\u00a0: nom."


def test_what_is_declared_is_told_even_when_the_lock_does_not(reference: Reference) -> None:
    links, problems = situate(make_initiative(lieux=(GRENAY,)), reference)
    assert links == (LienQpv("QN06222M", CITE.nom, Relation.DANS, None, "2024"),)
    assert problems == []


def test_a_declaration_leaves_nothing_to_be_settled(reference: Reference) -> None:
    vague = LienQpv("QN06225M", "Autre", Relation.COMMUNE, None, "2024")
    near = LienQpv("QN06222M", CITE.nom, Relation.PROCHE, 40, "2024")
    links, _ = situate(make_initiative(lieux=(GRENAY,)), reference, qpv=(near, vague))
    assert links == (LienQpv("QN06222M", CITE.nom, Relation.DANS, None, "2024"),)


def test_an_initiative_names_what_it_serves_and_where_it_acts(reference: Reference) -> None:
    initiative = make_initiative(
        dessert_qpv=("QN06222M", "QN05990M"),
        perimetre=Perimetre(niveau=Niveau.QPV, codes=("QN05954M", "QN06222M")),
    )
    (located,), _ = situate_initiatives([initiative], Lock("", {}, LIST), reference)
    assert located.dessert == (
        LienQpv("QN06222M", CITE.nom, Relation.DESSERT, None, "2024"),
        LienQpv("QN05990M", "QN05990M", Relation.DESSERT, None, ""),
        LienQpv("QN05954M", "Gambetta", Relation.DESSERT, None, "2024"),
    )
    assert located.perimetre == (
        Territoire(Niveau.QPV, "QN05954M", "Gambetta"),
        Territoire(Niveau.QPV, "QN06222M", CITE.nom),
    )


@pytest.mark.parametrize(
    ("niveau", "codes", "names"),
    [
        ("epci", ["246200299"], ["Communauté d’agglomération d’Hénin-Carvin"]),
        ("commune", ["62386", "59172"], ["Grenay", "Denain"]),
        ("region", ["32"], ["Hauts-de-France"]),
        ("departement", ["999"], ["999"]),
        ("france", [], []),
    ],
)
def test_the_area_of_action_has_names(
    reference: Reference, niveau: str, codes: list[str], names: list[str]
) -> None:
    initiative = make_initiative(perimetre=Perimetre(niveau=Niveau(niveau), codes=tuple(codes)))
    (located,), _ = situate_initiatives([initiative], Lock(), reference)
    assert [area.nom for area in located.perimetre] == names


def test_a_contradiction_is_a_warning_with_its_distance(reference: Reference) -> None:
    link = LienQpv("QN06222M", CITE.nom, Relation.DANS, 1240, "2024")
    initiative = make_initiative(
        lieux=(GRENAY,), positions={"lieux[0].qpv[0]": (14, 11), "lieux[0]": (12, 5)}
    )
    _, problems = situate(initiative, reference, qpv=(link,))
    assert problems == [
        Problem(
            "initiatives/essai.md",
            14,
            11,
            "lieux[0].qpv[0]",
            "qpv_contredit",
            "Le lieu «\u00a0Grenay\u00a0» est déclaré dans «\u00a0Cité 5 – Cité 11\u00a0»"
            " (QN06222M), mais il est à 1,2\u00a0km de son contour de 2024.",
            "Vérifiez l’adresse, les coordonnées ou le code du quartier.",
            Severity.AVERTISSEMENT,
        )
    ]


def test_a_quartier_of_another_commune_is_a_warning(reference: Reference) -> None:
    wrong = Lieu(commune="Grenay", code_postal="62160", qpv=("QN05954M",))
    _, (problem,) = situate(make_initiative(lieux=(wrong,)), reference)
    assert (problem.field, problem.code) == ("lieux[0].qpv[0]", "qpv_autre_commune")
    assert problem.message == (
        "«\u00a0Gambetta\u00a0» (QN05954M) n’est pas un quartier de «\u00a0Grenay\u00a0»."
    )
    assert problem.hint == "Vérifiez la commune ou le code du quartier."
    assert problem.severity is Severity.AVERTISSEMENT


@pytest.mark.parametrize("commune", ["59355", "59350"])
def test_a_commune_merged_since_is_the_same(reference: Reference, commune: str) -> None:
    lomme = Quartier("Mitterie", (commune,), "2024")
    lieu = Lieu(commune="Lille", code_insee="59350", qpv=("QN05929M",))
    listed = replace(reference, quartiers={"QN05929M": lomme})
    _, problems = situate(make_initiative(lieux=(lieu,)), listed)
    assert problems == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("QN06232M", "Vouliez-vous dire QN06222M («\u00a0Cité 5 – Cité 11\u00a0»)\u202f?"),
        ("QN05945M", "Vouliez-vous dire QN05954M («\u00a0Gambetta\u00a0»)\u202f?"),
        ("QN02A01M", "Il n’est pas dans la liste de 2024\u00a0: vérifiez le code, ou retirez-le."),
    ],
)
def test_an_unknown_code_is_an_error_by_the_list(
    reference: Reference, code: str, hint: str
) -> None:
    listed = replace(reference, quartiers=LIST)
    initiative = make_initiative(
        lieux=(GRENAY,), dessert_qpv=(code,), positions={"dessert_qpv": (30, 1)}
    )
    (problem,) = check_initiative(initiative, listed).problems
    assert problem == Problem(
        "initiatives/essai.md",
        30,
        1,
        "dessert_qpv[0]",
        "qpv_inconnu",
        f"Quartier prioritaire inconnu\u00a0: «\u00a0{code}\u00a0».",
        hint,
    )


def test_an_unknown_code_is_a_warning_by_the_lock(reference: Reference) -> None:
    initiative = make_initiative(dessert_qpv=("QN06232M", "QN97301M"))
    _, problems = situate_initiatives([initiative], Lock("", {}, LIST), reference)
    told = [problem for problem in problems if problem.code == "qpv_inconnu"]
    assert [problem.hint for problem in told] == [
        "Vouliez-vous dire QN06222M («\u00a0Cité 5 – Cité 11\u00a0»)\u202f?",
        "Vérifiez le code, ou installez la liste officielle\u00a0: essaim reference, puis essaim"
        " locate",
    ]
    assert {problem.severity for problem in told} == {Severity.AVERTISSEMENT}


def test_a_corsican_code_is_well_made(reference: Reference) -> None:
    listed = replace(reference, quartiers={"QN02A01M": Quartier("Les Cannes", ("2A004",), "2024")})
    initiative = make_initiative(
        lieux=(Lieu(commune="Ajaccio", qpv=("QN02A01M",)),),
        perimetre=Perimetre(niveau=Niveau.QPV, codes=("QN02A01M",)),
    )
    assert check_initiative(initiative, listed).problems == ()
    assert make_place_key(initiative.lieux[0]) == "ajaccio|||||QN02A01M"


@pytest.mark.parametrize("content", ["", "[]", '{"millesime": "2024"}', '{"quartiers": {"a": 1}}'])
def test_a_broken_record_is_an_installation_to_mend(tmp_path: Path, content: str) -> None:
    (tmp_path / "qpv.json").write_text(content, "utf-8")
    with pytest.raises(OSError, match=r"qpv\.json"):
        read_quartiers(tmp_path)
