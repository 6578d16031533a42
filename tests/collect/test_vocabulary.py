from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from essaim.collect.vocabulary import load_vocabularies
from tests.collect.sheets import ROOT, place, show

SOUND = Path(__file__).parent / "vocabulaires"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SOUND, tmp_path / "vocabulaires")


def test_terms_by_code_in_order() -> None:
    vocabularies, problems = load_vocabularies(SOUND)
    assert problems == []
    assert list(vocabularies.themes) == ["mobilite", "emploi", "energie"]
    assert vocabularies.themes["energie"].nom == "Énergie et climat"
    assert vocabularies.themes["energie"].icone == "material/solar-power"
    assert list(vocabularies.leviers) == [1, 2]
    assert list(vocabularies.labels) == ["euralens"]
    label = vocabularies.labels["euralens"]
    assert label.code == "euralens"
    assert [term.code for term in label.etapes] == ["candidat", "labellise"]
    assert [term.code for term in label.criteres] == ["lien-social", "emploi"]


def test_the_vocabularies_of_the_demonstration_are_sound() -> None:
    vocabularies, problems = load_vocabularies(ROOT / "vocabulaires")
    assert problems == []
    assert all(vars(vocabularies).values())
    assert list(vocabularies.leviers) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("themes", "", ("fichier_vide", "", 1, 1)),
        ("themes", "# rien\n", ("vocabulaire_sans_liste", "", 1, 1)),
        ("themes", "a: 1\n", ("vocabulaire_sans_liste", "", 1, 1)),
        (
            "publics",
            "- {code: a, nom: Un}\n- {code: a, nom: Deux}\n",
            ("terme_en_double", "[1].code", 2, 4),
        ),
        ("publics", "- {code: a}\n", ("champ_absent", "[0].nom", 1, 3)),
        ("publics", "- {code: A B, nom: Un}\n", ("slug", "[0].code", 1, 4)),
        ("publics", "- {code: a, nom: Un, nomm: x}\n", ("cle_inconnue", "[0].nomm", 1, 22)),
        ("publics", "- {code: a, nom: Un, nom: x}\n", ("cle_en_double", "[0].nom", 1, 22)),
        ("publics", "- un\n", ("bloc_attendu", "[0]", 1, 3)),
        ("publics", "- {code: a, nom: Un : x}\n", ("yaml_deux_points", "", 1, 21)),
        ("leviers", "- {code: un, nom: Un}\n", ("entier_attendu", "[0].code", 1, 4)),
        ("types", "- {code: a, nom: Un, icone: solar}\n", ("icone", "[0].icone", 1, 22)),
        ("types", "- {code: a, nom: Un}\n", ("champ_absent", "[0].icone", 1, 3)),
        ("labels/euralens", "[]\n", ("vocabulaire_sans_cles", "", 1, 1)),
    ],
)
def test_broken_vocabularies(
    folder: Path, name: str, text: str, expected: tuple[str, str, int, int]
) -> None:
    (folder / f"{name}.yml").write_text(text, "utf-8")
    _, [problem] = load_vocabularies(folder)
    assert place(problem) == expected
    assert problem.path == f"vocabulaires/{name}.yml"


THEME = "- {{code: a, nom: Un, couleur: {}, couleur_sombre: {}, icone: material/x}}\n"


@pytest.mark.parametrize(
    ("light", "dark", "told"),
    [
        ('"#2b5fda"', '"#8db7fe"', []),
        (
            '"#777777"',
            '"#8db7fe"',
            [
                "vocabulaires/themes.yml:1:22: [0].couleur: contraste_faible:"
                " La couleur #777777 contraste trop peu avec #ffffff"
                " (4,47\u202f; il faut au moins 4,5). | Choisissez une couleur plus foncée."
            ],
        ),
        (
            '"#2b5fda"',
            '"#333333"',
            [
                "vocabulaires/themes.yml:1:42: [0].couleur_sombre: contraste_faible:"
                " La couleur #333333 contraste trop peu avec #161a1d"
                " (1,38\u202f; il faut au moins 4,5). | Choisissez une couleur plus claire."
            ],
        ),
        (
            "bleu",
            '"#8db7fe"',
            [
                "vocabulaires/themes.yml:1:22: [0].couleur: couleur:"
                " «\u00a0bleu\u00a0» n’est pas une couleur. | Écrivez un dièse et six chiffres"
                ' hexadécimaux entre guillemets, par exemple "#2b5fda".'
            ],
        ),
    ],
)
def test_colors_can_be_read(folder: Path, light: str, dark: str, told: list[str]) -> None:
    (folder / "themes.yml").write_text(THEME.format(light, dark), "utf-8")
    assert [show(problem) for problem in load_vocabularies(folder)[1]] == told


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "nom: Label Euralens",
            "code: autre\nnom: Label Euralens",
            ("code_de_label", "code", 1, 1),
        ),
        ("code: labellise", "code: candidat", ("terme_en_double", "etapes[1].code", 5, 6)),
        (
            "code: emploi",
            "code: lien-social",
            ("terme_en_double", "axes[0].criteres[1].code", 13, 10),
        ),
        ("porteur: Pôle", "portage: Pôle", ("champ_absent", "porteur", 1, 1)),
        ("nombre: 8", "nombre: huit", ("entier_attendu", "promotions[0].nombre", 15, 19)),
    ],
)
def test_broken_labels(
    folder: Path, before: str, after: str, expected: tuple[str, str, int, int]
) -> None:
    file = folder / "labels/euralens.yml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    assert expected in [place(problem) for problem in load_vocabularies(folder)[1]]


def test_missing_files(folder: Path) -> None:
    shutil.rmtree(folder)
    vocabularies, problems = load_vocabularies(folder)
    assert [problem.path for problem in problems] == [
        f"vocabulaires/{name}.yml"
        for name in ("themes", "types", "publics", "formes", "roles", "natures", "leviers")
    ]
    assert {problem.code for problem in problems} == {"vocabulaire_absent"}
    assert not any(vars(vocabularies).values())


def test_one_broken_term_does_not_hide_the_others(folder: Path) -> None:
    (folder / "publics.yml").write_text("- {code: a}\n- {code: b, nom: Deux}\n", "utf-8")
    assert list(load_vocabularies(folder)[0].publics) == ["b"]


def test_a_catalogue_may_have_a_glossary(folder: Path) -> None:
    assert not load_vocabularies(folder)[0].glossaire
    (folder / "glossaire.yml").write_text(
        "- {code: ess, nom: Économie sociale, sigle: ESS, definition: Des gens.}\n"
        "- {code: rien, nom: Rien, sigle: É.S., definition: Rien.}\n"
        "- {code: vide, nom: Vide}\n",
        "utf-8",
    )
    vocabularies, problems = load_vocabularies(folder)
    assert list(vocabularies.glossaire) == ["ess"]
    assert [place(problem) for problem in problems] == [
        ("sigle", "[1].sigle", 2, 27),
        ("champ_absent", "[2].definition", 3, 3),
    ]
