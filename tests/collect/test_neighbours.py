from __future__ import annotations

from pathlib import Path

import pytest

from tests.collect.sheets import collect_texts, make_sheet, place

SIRET = "73282932000074"


def tell(root: Path, files: dict[str, str]) -> list[tuple[str, str, str, int, int]]:
    _, problems = collect_texts(root, {f"{name}.md": text for name, text in files.items()})
    return [(Path(problem.path).stem, *place(problem)) for problem in problems]


@pytest.mark.parametrize(
    ("first", "second", "twins"),
    [
        ({}, {}, True),
        ({}, {"titre": "GARAGE D'ESSAI"}, True),
        ({}, {"lieux": "[{commune: Lens}]"}, False),
        ({}, {"lieux": "[{commune: Lens}, {commune: DENAIN}]"}, True),
        ({}, {"titre": "Autre garage"}, False),
        ({"statut": "x"}, {}, True),
        ({"lieux": None, "itinerante": "true"}, {"lieux": None, "itinerante": "true"}, True),
        ({"lieux": None, "itinerante": "true"}, {}, False),
    ],
)
def test_twin_titles(
    tmp_path: Path, first: dict[str, str | None], second: dict[str, str | None], twins: bool
) -> None:
    found = tell(tmp_path, {"a": make_sheet(**first), "b": make_sheet(**second)})
    told = [problem for problem in found if problem[1] == "titre_en_double"]
    assert told == ([("b", "titre_en_double", "titre", 2, 1)] if twins else [])


@pytest.mark.parametrize(
    ("name", "shared"),
    [("Association fictive", False), ("association FICTIVE", False), ("Autre", True)],
)
def test_one_siret_for_two_names(tmp_path: Path, name: str, shared: bool) -> None:
    names = {"Un essai": "Association fictive", "Deux essais": name}
    carriers = {
        title: f"{{nom: {n}, forme: association, siret: '{SIRET}'}}" for title, n in names.items()
    }
    files = {
        slug: make_sheet(titre=title, porteur=carriers[title])
        for slug, title in zip("ab", names, strict=True)
    }
    assert [problem[:3] for problem in tell(tmp_path, files)] == (
        [("b", "siret_partage", "porteur.siret")] if shared else []
    )


def test_links(tmp_path: Path) -> None:
    files = {
        "garage-un": make_sheet(
            titre="Un essai", extra="liens: [garage-deux, garage-trios, zzz]\n"
        ),
        "garage-deux": make_sheet(
            titre="Deux essais",
            statut="x",
            extra="liens: [garage-deux]\n",
            body="Voir [un](garage-un.md), [soi](garage-deux.md) et [x](Garage-Un.md).\n",
        ),
        "garage-trois": "illisible",
    }
    assert tell(tmp_path, files) == [
        ("garage-deux", "choix_inconnu", "statut", 6, 1),
        ("garage-trois", "en_tete_absent", "", 1, 1),
        ("garage-deux", "lien_vers_soi", "liens[0]", 10, 9),
        ("garage-deux", "lien_casse", "", 13, 55),
        ("garage-un", "lien_casse", "liens[1]", 10, 22),
        ("garage-un", "lien_casse", "liens[2]", 10, 36),
    ]


def test_the_right_slug_is_proposed(tmp_path: Path) -> None:
    files = {"a.md": make_sheet(extra="liens: [garage-solidair]\n"), "garage-solidaire.md": "x"}
    _, problems = collect_texts(tmp_path, dict(files))
    assert [p.hint for p in problems if p.code == "lien_casse"] == [
        "Vouliez-vous dire «\u00a0garage-solidaire\u00a0»\u202f?"
    ]
