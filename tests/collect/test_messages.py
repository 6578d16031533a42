"""What an author reads for each mistake, word for word."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import BaseModel, Field, ValidationError

from essaim.collect.explanations import CHOICES, EXPLANATIONS
from essaim.collect.flaws import write_problem
from essaim.collect.messages import explain_errors
from essaim.collect.model import Fiche, Niveau, Nuance, Statut
from essaim.collect.quoting import show_value, write_number
from essaim.collect.yaml_reader import read_yaml
from tests.collect.sheets import FIELDS


def explain(extra: str, **changes: str | None) -> list[str]:
    """Explain the errors of the sound front matter, changed; places are its own lines."""
    fields = {**FIELDS, **changes}
    text = "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)
    reading = read_yaml(text + extra)
    assert reading.complete
    try:
        Fiche.model_validate(reading.data)
    except ValidationError as error:
        flaws = explain_errors(error, Fiche, reading.data, reading.spot)
        problems = [write_problem(flaw, "x.md", reading.spot) for flaw in flaws]
        return [f"{p.line}:{p.column} {p.field}: {p.message} | {p.hint}" for p in problems]
    return []


CASES = [
    # Missing, empty, unknown.
    (
        {"resume": None},
        "1:1 resume: Le champ obligatoire « resume » manque. | Ajoutez « resume: » et sa valeur.",
    ),
    (
        {"resume": "''"},
        "2:1 resume: Le champ obligatoire « resume » est vide. | Donnez-lui une valeur.",
    ),
    (
        {"themes": "[]"},
        "4:1 themes: Le champ obligatoire « themes » est vide. | Donnez-lui une valeur.",
    ),
    (
        {"porteur": "{nom: Un}"},
        "6:1 porteur.forme: Le champ obligatoire « forme » manque. |"
        " Ajoutez « forme: » et sa valeur.",
    ),
    (
        {"themes": "[mobilite, ]"},
        None,
    ),
    (
        {"themes": "[mobilite, ~]"},
        "4:20 themes[1]: Cette valeur est vide. | Remplissez-la ou supprimez-la.",
    ),
    (
        {"themes": "[mobilite, '  ']"},
        "4:20 themes[1]: Cette valeur est vide. | Remplissez-la ou supprimez-la.",
    ),
    (
        {"resumé": "x"},
        "9:1 resumé: Le champ « resumé » n’existe pas ici. | Vouliez-vous dire « resume » ?",
    ),
    (
        {"adresse": "x"},
        "9:1 adresse: Le champ « adresse » n’existe pas ici. | Ce champ se place dans « lieux ».",
    ),
    (
        {"porteur": "{nom: Un, forme: association, statut: en-activite}"},
        "6:40 porteur.statut: Le champ « statut » n’existe pas ici. |"
        " Ce champ se place au premier niveau, sans retrait.",
    ),
    (
        {"xyz": "x"},
        "9:1 xyz: Le champ « xyz » n’existe pas ici. |"
        " Vérifiez son orthographe dans une autre fiche, ou supprimez-le.",
    ),
    (
        {"sources": "[{titre: Un, xyz: 1}]"},
        "8:23 sources[0].xyz: Le champ « xyz » n’existe pas ici. |"
        " Les champs possibles sont : titre, editeur, annee, page, url.",
    ),
    # Wrong types.
    (
        {"titre": "2050"},
        "1:1 titre: Un texte est attendu, pas le nombre 2050. |"
        ' Mettez la valeur entre guillemets droits, "2050".',
    ),
    (
        {"titre": "02.50"},
        "1:1 titre: Un texte est attendu, pas le nombre 02.50. |"
        ' Mettez la valeur entre guillemets droits, "02.50".',
    ),
    (
        {"titre": "true"},
        "1:1 titre: Un texte est attendu, pas le booléen true. |"
        ' Mettez la valeur entre guillemets droits, "true".',
    ),
    (
        {"titre": "[a]"},
        "1:1 titre: Un texte est attendu, pas une liste. |"
        " Écrivez un seul texte ici, sans crochets ni tirets.",
    ),
    (
        {"services": "[{Vidange: freins}]"},
        "9:12 services[0]: Un texte est attendu, pas un bloc de champs. |"
        ' Si le texte contient deux points, mettez-le entre guillemets droits "…".',
    ),
    (
        {"lieux": "[{commune: Nantua, code_postal: 01130}]"},
        "7:27 lieux[0].code_postal: « 01130 » est lu comme un nombre,"
        " et les zéros du début se perdraient. |"
        ' Mettez-le entre guillemets droits, "01130".',
    ),
    (
        {"themes": "mobilite"},
        "4:1 themes: Une liste est attendue, pas le texte « mobilite ». |"
        " Mettez la valeur entre crochets, [mobilite].",
    ),
    (
        {"lieux": "Denain"},
        "7:1 lieux: Une liste est attendue, pas le texte « Denain ». |"
        " Allez à la ligne, puis écrivez « - nom: … » avec deux espaces de retrait.",
    ),
    (
        {"lieux": "{commune: Denain}"},
        "7:1 lieux: Une liste est attendue, pas un bloc de champs. |"
        " Placez un tiret et une espace devant le premier champ du bloc,"
        " et alignez les autres dessous.",
    ),
    (
        {"porteur": "Un"},
        "6:1 porteur: Un bloc de champs est attendu, pas le texte « Un ». |"
        " Allez à la ligne, puis écrivez « nom: … » avec deux espaces de retrait.",
    ),
    (
        {"porteur": "[{nom: Un}]"},
        "6:1 porteur: Un bloc de champs est attendu, pas une liste. |"
        " Écrivez un seul bloc ici, sans tiret.",
    ),
    (
        {"partenaires": "[12]"},
        "9:15 partenaires[0]: Un bloc de champs est attendu, pas le nombre 12. |"
        " Allez à la ligne, puis écrivez « nom: … » avec deux espaces de retrait.",
    ),
    (
        {"itinerante": "oui"},
        "9:1 itinerante: Seuls true (oui) et false (non) sont acceptés ici, pas « oui ». |"
        " Écrivez true, sans guillemets.",
    ),
    (
        {"itinerante": "Non"},
        "9:1 itinerante: Seuls true (oui) et false (non) sont acceptés ici, pas « Non ». |"
        " Écrivez false, sans guillemets.",
    ),
    (
        {"itinerante": "'true'"},
        "9:1 itinerante: Seuls true (oui) et false (non) sont acceptés ici, pas « true ». |"
        " Écrivez true ou false, sans guillemets.",
    ),
    (
        {"itinerante": "parfois"},
        "9:1 itinerante: Seuls true (oui) et false (non) sont acceptés ici, pas « parfois ». |"
        " Écrivez true ou false, sans guillemets.",
    ),
    (
        {"leviers": '["2"]'},
        "9:11 leviers[0]: Un nombre entier est attendu, pas le texte « 2 ». |"
        " Enlevez les guillemets et écrivez 2.",
    ),
    (
        {"leviers": "[2.5]"},
        "9:11 leviers[0]: Un nombre entier est attendu, pas le nombre 2.5. |"
        " Écrivez un nombre sans virgule ni unité.",
    ),
    (
        {"leviers": "[true]"},
        "9:11 leviers[0]: Un nombre entier est attendu, pas le booléen true. |"
        " Écrivez un nombre sans virgule ni unité.",
    ),
    # Numbers.
    (
        {"chiffres_cles": "[{libelle: x, valeur: '2,5'}]"},
        "9:30 chiffres_cles[0].valeur: Un nombre est attendu, pas le texte « 2,5 ». |"
        " Écrivez 2.5, sans espace ni unité, avec un point pour les décimales.",
    ),
    (
        {"chiffres_cles": "[{libelle: x, valeur: 2 500 m²}]"},
        "9:30 chiffres_cles[0].valeur: Un nombre est attendu, pas le texte « 2 500 m² ». |"
        " Écrivez 2500 ici, et « m² » dans le champ « unite ».",
    ),
    (
        {"chiffres_cles": "[{libelle: x, valeur: true}]"},
        "9:30 chiffres_cles[0].valeur: Un nombre est attendu, pas le booléen true. |"
        " Écrivez seulement un nombre, avec un point pour les décimales.",
    ),
    (
        {"chiffres_cles": "[{libelle: x, valeur: -1e999}]"},
        "9:30 chiffres_cles[0].valeur: « -1e999 » est trop grand."
        " Le maximum est 1 000 000 000 000 000. | Vérifiez le nombre.",
    ),
    (
        {"lieux": "[{commune: Denain, latitude: 91, longitude: -180.5}]"},
        "7:27 lieux[0].latitude: « 91 » est trop grand. Le maximum est 90. | Vérifiez le nombre.\n"
        "7:41 lieux[0].longitude: « -180.5 » est trop petit. Le minimum est −180. |"
        " Vérifiez le nombre.",
    ),
    (
        {"lieux": "[{commune: Denain, latitude: '50,3', longitude: 1e999}]"},
        "7:27 lieux[0].latitude: Un nombre est attendu, pas le texte « 50,3 ». |"
        " Écrivez 50.3, sans espace ni unité, avec un point pour les décimales.\n"
        "7:45 lieux[0].longitude: « 1e999 » est trop grand."
        " Le maximum est 1 000 000 000 000 000. | Vérifiez le nombre.",
    ),
    (
        {"financements": "[{nature: don, montant: 0}]"},
        "9:30 financements[0].montant: « 0 » est trop petit. Il faut plus que 0. |"
        " Vérifiez le nombre, ou supprimez le champ.",
    ),
    (
        {"sources": "[{titre: Un, annee: 1789}]"},
        "8:23 sources[0].annee: « 1789 » est trop petit. Le minimum est 1900. |"
        " Vérifiez le nombre.",
    ),
    # Texts.
    (
        {"resume": "Trop court."},
        "2:1 resume: Ce texte compte 11 caractères. Il en faut au moins 40. | Précisez-le.",
    ),
    (
        {"titre": "é" * 151},
        "1:1 titre: Ce texte compte 151 caractères. Il en faut au plus 150. | Raccourcissez-le.",
    ),
    # Choices.
    (
        {"statut": "En activité"},
        "5:1 statut: « En activité » ne fait pas partie des valeurs possibles. |"
        " Vouliez-vous dire « en-activite » ? Les valeurs possibles sont :"
        " en-projet, en-chantier, en-activite, terminee, suspendue.",
    ),
    (
        {"perimetre": "{niveau: canton}"},
        "9:13 perimetre.niveau: « canton » ne fait pas partie des valeurs possibles. |"
        " Les valeurs possibles sont : qpv, commune, epci, departement, region, france.",
    ),
    (
        {"chiffres_cles": "[{libelle: x, valeur: 2, nuance: plus}]"},
        "9:41 chiffres_cles[0].nuance: « plus » ne fait pas partie des valeurs possibles. |"
        " Vouliez-vous dire « plus-de » ? Les valeurs possibles sont :"
        " environ, plus-de, moins-de, jusqu-a, pres-de.",
    ),
    # Dates.
    (
        {"depuis": "15/04/2022"},
        "9:1 depuis: « 15/04/2022 » n’est pas une date reconnue. | Écrivez 2022-04-15.",
    ),
    (
        {"depuis": "[2022]"},
        "9:1 depuis: « [2022] » n’est pas une date reconnue. |"
        " Écrivez l’année (2022), le mois (2022-04) ou le jour (2022-04-15).",
    ),
    (
        {"depuis": "2022.04"},
        "9:1 depuis: « 2022.04 » n’est pas une date reconnue. |"
        " Écrivez l’année (2022), le mois (2022-04) ou le jour (2022-04-15).",
    ),
    (
        {"depuis": "2023-02-29"},
        "9:1 depuis: Le jour 2023-02-29 n’existe pas. |"
        " Vérifiez la date, ou donnez seulement l’année et le mois.",
    ),
    # Addresses and official numbers.
    (
        {"contact": "{site: www.exemple.fr}"},
        "9:11 contact.site: « www.exemple.fr » n’est pas une adresse web complète. |"
        " Écrivez https://www.exemple.fr.",
    ),
    (
        {"contact": "{site: 'javascript:alert(1)'}"},
        "9:11 contact.site: « javascript:alert(1) » n’est pas une adresse web complète. |"
        " Recopiez-la depuis le navigateur."
        " Elle commence par https:// et ne contient pas d’espace.",
    ),
    (
        {"contact": "{courriel: moi chez moi}"},
        "9:11 contact.courriel: « moi chez moi » n’est pas une adresse électronique. |"
        " Elle s’écrit nom@domaine.fr, sans espace.",
    ),
    (
        {"contact": "{telephone: 0321000000}"},
        "9:11 contact.telephone: « 0321000000 » est lu comme un nombre,"
        " et les zéros du début se perdraient. |"
        ' Mettez-le entre guillemets droits, "0321000000".',
    ),
    (
        {"contact": "{telephone: 03 21 00}"},
        "9:11 contact.telephone: « 03 21 00 » n’est pas un numéro de téléphone français. |"
        ' Écrivez les dix chiffres, par exemple "03 21 00 00 00".',
    ),
    (
        {"porteur": "{nom: Un, forme: association, siret: '7328293200007'}"},
        "6:40 porteur.siret: « 7328293200007 » n’est pas un SIRET. |"
        " Un SIRET compte 14 chiffres, sans espace ; celui-ci en compte 13.",
    ),
    (
        {"porteur": "{nom: Un, forme: association, siret: '73282932000075'}"},
        "6:40 porteur.siret: « 73282932000075 » n’est pas un SIRET. |"
        " Écrivez les 14 chiffres sans espace et vérifiez-les un par un,"
        " car la clé de contrôle ne tombe pas juste.",
    ),
    (
        {"porteur": "{nom: Un, forme: association, rna: W62}"},
        "6:40 porteur.rna: « W62 » n’est pas un numéro RNA. |"
        " Il s’écrit W suivi de 9 chiffres, par exemple W621000123.",
    ),
    (
        {"lieux": "[{commune: Denain, code_postal: '592', code_insee: 2C004}]"},
        "7:27 lieux[0].code_postal: « 592 » n’est pas un code postal. |"
        ' Il compte 5 chiffres, entre guillemets, par exemple "62300".\n'
        "7:47 lieux[0].code_insee: « 2C004 » n’est pas un code INSEE de commune. |"
        ' Il compte 5 caractères, entre guillemets, par exemple "62498" ou "2A004".'
        " Ce n’est pas le code postal.",
    ),
    (
        {"dessert_qpv": "[QP059050]"},
        "9:15 dessert_qpv[0]: « QP059050 » n’est pas un code de quartier prioritaire de 2024. |"
        " Il s’écrit comme QN05950M. Les anciens codes QP… ne sont plus valables.",
    ),
    (
        {"images": "[{fichier: ../a.jpg, alt: Une image, credit: Nous}]"},
        "9:11 images[0].fichier: « ../a.jpg » n’est pas un nom d’image accepté. |"
        " Utilisez des lettres sans accents, des chiffres et des tirets,"
        " puis .jpg, .png, .webp ou .avif, sans chemin ni espace.",
    ),
    (
        {"liens": "[Autre Fiche.md]"},
        "9:9 liens[0]: « Autre Fiche.md » doit s’écrire en minuscules sans accents,"
        " chiffres et tirets. | Pour une fiche, c’est le nom de son fichier sans « .md ».",
    ),
]


def plain(text: str) -> str:
    """Write no-break spaces as spaces, for cases that can be read; `test_sentences` checks them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_explanations(changes: dict[str, str | None], expected: str | None) -> None:
    assert plain("\n".join(explain("", **changes))) == plain(expected or "")


def test_all_errors_are_told() -> None:
    assert len(explain("", titre="1", resume="2", type="3", themes="4", statut="5")) == 5


def test_empty_optional_fields_are_as_absent() -> None:
    assert (
        explain(
            "jusqu_a:\nessaimage: ''\nservices:\ncontact: {site: , courriel: '', telephone: ~}\n"
        )
        == []
    )


def test_every_choice_is_listed() -> None:
    assert {
        "statut": tuple(Statut),
        "niveau": tuple(Niveau),
        "nuance": get_args(Nuance),
    } == CHOICES


def test_an_error_without_explanation_is_told_all_the_same() -> None:
    class Odd(BaseModel):
        number: int = Field(multiple_of=2)

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"number": 3})
    assert "multiple_of" not in EXPLANATIONS
    [flaw] = explain_errors(caught.value, Odd, {"number": 3}, None)
    assert write_problem(flaw, "x.md").message == (
        "La valeur «\u00a03\u00a0» n’est pas acceptée ici."
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n b", "a b"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (12.5, "12.5"),
    ],
)
def test_values_are_shown_on_one_line(value: object, shown: str) -> None:
    assert show_value(value) == shown


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (90, "90"),
        (-180.0, "−180"),
        (1e15, "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
        (4.5, "4,5"),
    ],
)
def test_limits_are_written_in_french(number: float, written: str) -> None:
    assert write_number(number) == written
