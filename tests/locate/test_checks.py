from __future__ import annotations

import pytest

from essaim.collect.model import Lieu, Niveau, Perimetre
from essaim.locate.checks import check_initiative
from essaim.locate.reference import Reference
from essaim.problems import Problem, Severity
from tests.support.factories import make_initiative

POSITIONS = {
    "lieux[0].commune": (12, 14),
    "lieux[0].code_postal": (13, 18),
    "lieux[0].code_insee": (14, 17),
    "lieux[0].latitude": (15, 15),
    "lieux[0]": (12, 5),
    "perimetre.codes": (20, 10),
    "perimetre": (18, 1),
}
LINES = {"commune": (12, 14), "code_postal": (13, 18), "code_insee": (14, 17), "latitude": (15, 15)}


def check_place(reference: Reference, **fields: object) -> tuple[Problem, ...]:
    lieu = Lieu.model_validate(fields)
    return check_initiative(make_initiative(lieux=(lieu,), positions=POSITIONS), reference).problems


@pytest.mark.parametrize(
    ("lieu", "field", "code", "message", "hint"),
    [
        (
            {"commune": "Grenai", "code_postal": "62160"},
            "commune",
            "commune_inconnue",
            "Commune inconnue : « Grenai ».",
            "Vouliez-vous dire « Grenay » (62160) ?",
        ),
        (
            {"commune": "Ronbaix"},
            "commune",
            "commune_inconnue",
            "Commune inconnue : « Ronbaix ».",
            "Vouliez-vous dire « Roubaix » (59100), « Rognaix » (73730) ou « Roaix » (84110) ?",
        ),
        (
            {"commune": "Xyzxyz", "code_postal": "62160"},
            "commune",
            "commune_inconnue",
            "Commune inconnue : « Xyzxyz ».",
            "Le code postal 62160 est celui de : « Aix-Noulette »,"
            " « Bully-les-Mines », « Grenay ».",
        ),
        (
            {"commune": "Xyzxyz"},
            "commune",
            "commune_inconnue",
            "Commune inconnue : « Xyzxyz ».",
            "Écrivez le nom officiel de la commune, avec son code postal.",
        ),
        (
            {"commune": "{xyzxyz}"},
            "commune",
            "commune_inconnue",
            "Commune inconnue : « {xyzxyz} ».",
            "Écrivez le nom officiel de la commune, avec son code postal.",
        ),
        (
            {"commune": "Grenay"},
            "commune",
            "commune_homonyme",
            "Plusieurs communes s’appellent « Grenay ».",
            "Ajoutez code_postal pour choisir : « Grenay » (62160, Pas-de-Calais),"
            " « Grenay » (38540, Isère).",
        ),
        (
            {"commune": "Château-Chinon", "code_postal": "58120"},
            "commune",
            "commune_homonyme",
            "Plusieurs communes s’appellent « Château-Chinon ».",
            "Elles partagent ce code postal. Ajoutez code_insee pour choisir :"
            " « Château-Chinon (Ville) » (58062), « Château-Chinon (Campagne) » (58063).",
        ),
        (
            {"commune": "Denain", "code_postal": "59000"},
            "code_postal",
            "code_postal_etranger",
            "Le code postal 59000 n’est pas celui de « Denain ».",
            "Vouliez-vous dire « Denain » (59220) ? Un code CEDEX ne désigne pas une commune.",
        ),
        (
            {"commune": "Paris", "code_postal": "75500"},
            "code_postal",
            "code_postal_etranger",
            "Le code postal 75500 n’est pas celui de « Paris ».",
            "Vouliez-vous dire « Paris » (75001, 75002, 75003…) ?"
            " Un code CEDEX ne désigne pas une commune.",
        ),
        (
            {"commune": "Grenay", "code_postal": "59000"},
            "code_postal",
            "code_postal_etranger",
            "Le code postal 59000 n’est pas celui de « Grenay ».",
            "Communes de ce nom : « Grenay » (62160, Pas-de-Calais), « Grenay » (38540, Isère).",
        ),
        (
            {"commune": "Denain", "code_insee": "59999"},
            "code_insee",
            "code_insee_inconnu",
            "Code INSEE inconnu : « 59999 ».",
            "Le code INSEE de « Denain » est 59172.",
        ),
        (
            {"commune": "Grenay", "code_insee": "62999"},
            "code_insee",
            "code_insee_inconnu",
            "Code INSEE inconnu : « 62999 ».",
            "Un code INSEE n’est pas un code postal ; sans lui,"
            " le nom et le code postal suffisent.",
        ),
        (
            {"commune": "Denain", "code_insee": "62386"},
            "code_insee",
            "code_insee_contraire",
            "Le code INSEE 62386 est celui de « Grenay », pas de « Denain ».",
            "Corrigez le code ou le nom ; sans code INSEE, le nom et le code postal suffisent.",
        ),
        (
            {"commune": "Denain", "latitude": 50.6366, "longitude": 3.0635},
            "latitude",
            "coordonnees_hors_commune",
            "Le point est à 41,8 km du centre de « Denain », qui ne s’étend pas à plus de 3,1 km.",
            "Vérifiez latitude et longitude (degrés décimaux), ou la commune.",
        ),
        (
            {"commune": "Denain", "latitude": 3.39, "longitude": 50.33},
            "latitude",
            "coordonnees_hors_commune",
            "Le point est à 6 813 km du centre de « Denain », qui ne s’étend pas à plus de 3,1 km.",
            "Latitude et longitude semblent inversées.",
        ),
        (
            {"commune": "Brest", "code_postal": "29200", "latitude": 48.39, "longitude": 4.486},
            "latitude",
            "coordonnees_hors_commune",
            "Le point est à 662 km du centre de « Brest », qui ne s’étend pas à plus de 7,6 km.",
            "Le signe de la longitude semble inversé : elle est négative à l’ouest de Greenwich.",
        ),
    ],
)
def test_a_wrong_place_is_told_with_its_cure(
    reference: Reference, lieu: dict[str, object], field: str, code: str, message: str, hint: str
) -> None:
    line, column = LINES[field]
    assert check_place(reference, **lieu) == (
        Problem("initiatives/essai.md", line, column, f"lieux[0].{field}", code, message, hint),
    )


@pytest.mark.parametrize(
    "lieu",
    [
        {"commune": "Denain", "latitude": 50.33, "longitude": 3.39},
        {"commune": "Denain", "latitude": 50.33},
        {"commune": "Paris", "code_postal": "75011", "latitude": 48.8585, "longitude": 2.3795},
        # No contour is known there: nothing to hold a point against.
        {"commune": "Nouméa", "latitude": 0.0, "longitude": 0.0},
        # The name of a former commune is often used for the whole of the new one.
        {"commune": "Lomme", "latitude": 50.6366, "longitude": 3.0635},
    ],
)
def test_a_sound_place_gives_no_problem(reference: Reference, lieu: dict[str, object]) -> None:
    assert check_place(reference, **lieu) == ()


def test_an_arrondissement_narrows_where_a_point_may_be(reference: Reference) -> None:
    lieu = {"commune": "Paris", "latitude": 48.84, "longitude": 2.26}
    assert check_place(reference, **lieu) == ()
    (problem,) = check_place(reference, **lieu, code_postal="75011")
    assert problem.message == (
        "Le point est à 9,0 km du centre de « Paris 11e Arrondissement »,"
        " qui ne s’étend pas à plus de 1,8 km."
    )


def test_the_tolerance_is_two_hundred_metres(reference: Reference) -> None:
    denain = reference.get_commune("59172")
    assert denain is not None
    assert denain.latitude is not None
    assert denain.rayon is not None
    assert denain.longitude is not None
    metre = 1 / 111_195
    for metres, expected in ((199, 0), (201, 1)):
        latitude = denain.latitude + (denain.rayon + metres) * metre
        problems = check_place(
            reference, commune="Denain", latitude=latitude, longitude=denain.longitude
        )
        assert len(problems) == expected


@pytest.mark.parametrize(
    ("niveau", "codes", "message", "hint"),
    [
        (
            "epci",
            ["24620036"],
            "Code inconnu au niveau « epci » : « 24620036 ».",
            "Une intercommunalité se désigne par son numéro SIREN à neuf chiffres,"
            " par exemple 246200364.",
        ),
        (
            "epci",
            ["Métropole du Grand Paris"],
            "Code inconnu au niveau « epci » : « Métropole du Grand Paris ».",
            "Écrivez le code de « Métropole du Grand Paris » : 200054781.",
        ),
        (
            "epci",
            ["62386"],
            "Code inconnu au niveau « epci » : « 62386 ».",
            "C’est celui d’une commune, « Grenay » : corrigez le code ou le niveau.",
        ),
        (
            "commune",
            ["246200364"],
            "Code inconnu au niveau « commune » : « 246200364 ».",
            "C’est celui d’une intercommunalité, « Communauté d’agglomération de Lens - Liévin » :"
            " corrigez le code ou le niveau.",
        ),
        (
            "commune",
            ["75111"],
            "Code inconnu au niveau « commune » : « 75111 ».",
            "Ce code est celui d’une partie ou d’une ancienne commune ;"
            " celui de « Paris » est 75056.",
        ),
        (
            "commune",
            ["Denain"],
            "Code inconnu au niveau « commune » : « Denain ».",
            "Écrivez le code de « Denain » : 59172.",
        ),
        (
            "commune",
            ["62"],
            "Code inconnu au niveau « commune » : « 62 ».",
            "C’est celui d’un département, « Pas-de-Calais » : corrigez le code ou le niveau.",
        ),
        (
            "commune",
            ["6238"],
            "Code inconnu au niveau « commune » : « 6238 ».",
            "Le code INSEE d’une commune a cinq caractères, par exemple 62386 ;"
            " ce n’est pas le code postal.",
        ),
        (
            "departement",
            ["20"],
            "Code inconnu au niveau « departement » : « 20 ».",
            "Le code d’un département s’écrit comme 01, 2A, 62 ou 974.",
        ),
        (
            "region",
            ["Hauts de France"],
            "Code inconnu au niveau « region » : « Hauts de France ».",
            "Écrivez le code de « Hauts-de-France » : 32.",
        ),
        (
            "region",
            ["62"],
            "Code inconnu au niveau « region » : « 62 ».",
            "C’est celui d’un département, « Pas-de-Calais » : corrigez le code ou le niveau.",
        ),
        (
            "region",
            ["99"],
            "Code inconnu au niveau « region » : « 99 ».",
            "Le code INSEE d’une région a deux chiffres, par exemple 32 pour les Hauts-de-France.",
        ),
        (
            "qpv",
            ["QP062001"],
            "Code inconnu au niveau « qpv » : « QP062001 ».",
            "Le code d’un quartier prioritaire ressemble à QN06222M.",
        ),
    ],
)
def test_a_wrong_code_of_perimetre_is_told_with_its_cure(
    reference: Reference, niveau: str, codes: list[str], message: str, hint: str
) -> None:
    initiative = make_initiative(
        lieux=(Lieu(commune="Denain"),),
        perimetre=Perimetre(niveau=Niveau(niveau), codes=tuple(codes)),
        positions=POSITIONS,
    )
    assert check_initiative(initiative, reference).problems == (
        Problem(
            "initiatives/essai.md",
            20,
            10,
            "perimetre.codes[0]",
            "perimetre_code_inconnu",
            message,
            hint,
        ),
    )


@pytest.mark.parametrize(
    ("niveau", "hint"),
    [
        ("qpv", "Ajoutez les codes des quartiers, par exemple codes: [QN06222M]."),
        ("commune", 'Ajoutez les codes INSEE des communes, par exemple codes: ["62386"].'),
        (
            "epci",
            'Ajoutez le numéro SIREN de l’intercommunalité, par exemple codes: ["246200364"].',
        ),
        ("departement", 'Ajoutez les codes des départements, par exemple codes: ["62"].'),
        ("region", 'Ajoutez les codes INSEE des régions, par exemple codes: ["32"].'),
    ],
)
def test_a_perimetre_needs_codes(reference: Reference, niveau: str, hint: str) -> None:
    initiative = make_initiative(
        lieux=(Lieu(commune="Denain"),),
        perimetre=Perimetre(niveau=Niveau(niveau)),
        positions=POSITIONS,
    )
    assert check_initiative(initiative, reference).problems == (
        Problem(
            "initiatives/essai.md",
            18,
            1,
            "perimetre",
            "perimetre_sans_code",
            f"Périmètre de niveau « {niveau} » sans code.",
            hint,
        ),
    )


def test_france_needs_no_code(reference: Reference) -> None:
    lieux = (Lieu(commune="Denain"),)
    france = make_initiative(lieux=lieux, perimetre=Perimetre(niveau=Niveau.FRANCE))
    assert check_initiative(france, reference).problems == ()
    coded = make_initiative(
        lieux=lieux, perimetre=Perimetre(niveau=Niveau.FRANCE, codes=("FR",)), positions=POSITIONS
    )
    assert check_initiative(coded, reference).problems == (
        Problem(
            "initiatives/essai.md",
            20,
            10,
            "perimetre.codes",
            "perimetre_codes_superflus",
            "Le niveau « france » n’appelle aucun code.",
            "Retirez codes, ou choisissez un autre niveau.",
            Severity.AVERTISSEMENT,
        ),
    )


@pytest.mark.parametrize(
    ("niveau", "codes"),
    [
        ("qpv", ["QN06222M", "QN02A01M", "QN97401I"]),
        ("commune", ["62386", "2A004", "97611"]),
        ("epci", ["246200364", "200057867"]),
        ("departement", ["62", "2B", "974"]),
        ("region", ["32", "06"]),
    ],
)
def test_sound_codes_give_no_problem(reference: Reference, niveau: str, codes: list[str]) -> None:
    initiative = make_initiative(
        lieux=(Lieu(commune="Denain"),),
        perimetre=Perimetre(niveau=Niveau(niveau), codes=tuple(codes)),
    )
    assert check_initiative(initiative, reference).problems == ()


def test_each_place_is_checked_on_its_own(reference: Reference) -> None:
    lieux = (Lieu(commune="Denain"), Lieu(commune="Denin"), Lieu(commune="Hem"))
    check = check_initiative(make_initiative(lieux=lieux), reference)
    assert [found and found.commune.code for found in check.communes] == ["59172", None, "59299"]
    assert [problem.field for problem in check.problems] == ["lieux[1].commune"]
