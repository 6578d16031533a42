"""The story: what the catalogue keeps, what is told."""

from __future__ import annotations

from pathlib import Path

from essaim.pipeline import CatalogueFolder, build_catalogue
from tests.support.building import copy_small


def test_a_broken_file_is_left_out_and_told(tmp_path: Path) -> None:
    folder = CatalogueFolder(copy_small(tmp_path / "catalogue"))
    file = folder.root / "initiatives/simple.md"
    file.write_text(file.read_text("utf-8").replace("type: atelier", "type: ateler"), "utf-8")
    catalogue, problems = build_catalogue(folder)
    assert sorted(catalogue.by_slug) == ["atelier-complet", "scene-itinerante", "texte-piege"]
    assert [(p.path, p.field, p.is_error) for p in problems] == [
        ("initiatives/simple.md", "type", True)
    ]


def test_an_unknown_commune_leaves_its_file_out(tmp_path: Path) -> None:
    folder = CatalogueFolder(copy_small(tmp_path / "catalogue"))
    file = folder.root / "initiatives/simple.md"
    file.write_text(
        file.read_text("utf-8").replace(
            'commune: Denain\n    code_insee: "59172"', "commune: Denin"
        ),
        "utf-8",
    )
    catalogue, problems = build_catalogue(folder)
    assert "simple" not in catalogue.by_slug
    assert [problem.field for problem in problems if problem.is_error] == ["lieux[0].commune"]


def test_a_broken_vocabulary_is_told_alone(tmp_path: Path) -> None:
    folder = CatalogueFolder(copy_small(tmp_path / "catalogue"))
    themes = folder.root / "vocabulaires/themes.yml"
    themes.write_text(themes.read_text("utf-8").replace('"#9a5b00"', '"#ffff00"'), "utf-8")
    _, problems = build_catalogue(folder)
    assert [problem.path for problem in problems] == ["vocabulaires/themes.yml"]


def test_building_does_not_write(tmp_path: Path) -> None:
    folder = CatalogueFolder(copy_small(tmp_path / "catalogue"))
    before = {path: path.stat().st_mtime_ns for path in folder.root.rglob("*")}
    build_catalogue(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.root.rglob("*")} == before
