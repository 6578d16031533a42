from __future__ import annotations

from pathlib import Path

import pytest

from essaim.collect.folder import list_files


@pytest.mark.parametrize(
    ("name", "code", "values"),
    [
        ("garage-solidaire.md", None, {}),
        ("a.md", None, {}),
        ("2019.md", None, {}),
        ("Garage.md", "nom_de_fichier", {"propose": "garage.md"}),
        ("garage solidaire.md", "nom_de_fichier", {"propose": "garage-solidaire.md"}),
        ("garage_solidaire.md", "nom_de_fichier", {"propose": "garage-solidaire.md"}),
        ("garage--solidaire.md", "nom_de_fichier", {"propose": "garage-solidaire.md"}),
        ("-garage.md", "nom_de_fichier", {"propose": "garage.md"}),
        ("été.md", "nom_de_fichier", {"propose": "ete.md"}),
        ("e\u0301te\u0301.md", "nom_de_fichier", {"propose": "ete.md"}),
        ("garage.MD", "nom_de_fichier", {"propose": "garage.md"}),
        ("garage.copie.md", "nom_de_fichier", {"propose": "garage-copie.md"}),
        ("北京.md", "nom_de_fichier", {}),
        ("index.md", "nom_reserve", {"nom": "index.md"}),
        ("con.md", "nom_reserve", {"nom": "con.md"}),
        ("lpt1.md", "nom_reserve", {"nom": "lpt1.md"}),
        (
            "x" * 81 + ".md",
            "nom_trop_long",
            {"nombre": 81, "limite": 80, "propose": "x" * 80 + ".md"},
        ),
    ],
)
def test_names(tmp_path: Path, name: str, code: str | None, values: dict[str, object]) -> None:
    (tmp_path / name).touch()
    listing = list_files(tmp_path)
    assert [file.name for file in listing.files] == [name]
    assert [(flaw.code, flaw.values) for _, flaw in listing.flaws] == (
        [(code, values)] if code else []
    )


@pytest.mark.parametrize("other", ["Garage.md", "garâge.md", "garage.MD", "garage_.md"])
def test_names_that_differ_by_almost_nothing(tmp_path: Path, other: str) -> None:
    (tmp_path / "garage.md").touch()
    (tmp_path / other).touch()
    [(path, flaw)] = list_files(tmp_path).flaws
    assert (path.name, flaw.code, flaw.values) == (other, "nom_en_double", {"autre": "garage.md"})


def test_other_things_in_the_folder(tmp_path: Path) -> None:
    for name in (".gitkeep", ".DS_Store", "README.md", "Thumbs.db", "a.md"):
        (tmp_path / name).touch()
    for name in ("b.markdown", "Été.txt", "c.yml", "sans-extension"):
        (tmp_path / name).touch()
    for name in ("images", "archives", ".obsidian"):
        (tmp_path / name).mkdir()
    listing = list_files(tmp_path)
    assert [file.name for file in listing.files] == ["a.md"]
    assert {path.name: (flaw.code, flaw.values.get("nom")) for path, flaw in listing.flaws} == {
        "archives": ("dossier_ignore", None),
        "b.markdown": ("fichier_ignore", "b.md"),
        "c.yml": ("fichier_ignore", "c.md"),
        "sans-extension": ("fichier_ignore", "sans-extension.md"),
        "Été.txt": ("fichier_ignore", "ete.md"),
    }


def test_files_are_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a-b.md", "a.md", "a1.md"):
        (tmp_path / name).touch()
    assert [file.name for file in list_files(tmp_path).files] == [
        "a-b.md",
        "a.md",
        "a1.md",
        "b.md",
    ]


def test_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "absent"
    [(path, flaw)] = list_files(folder).flaws
    assert (path, flaw.code) == (folder, "dossier_absent")
