"""What a broken file does to a build: stops a strict one, is left out of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.building import build_site

BROKEN = """---
titre: Une initiative cassée
resume: Un résumé assez long pour convenir, dans un fichier qui ne convient pas.
typ: atelier
themes: [energie]
statut: en-projet
porteur: {nom: Personne, forme: association}
lieux: [{commune: Denain, code_postal: 59220}]
sources: [{titre: Carnet}]
---
Texte.
"""


@pytest.fixture
def broken_folder(small_folder: Path) -> Path:
    """Add a broken file to the small catalogue."""
    (small_folder / "initiatives/cassee.md").write_text(BROKEN, "utf-8")
    return small_folder


def test_strict_build_stops_with_the_whole_report(broken_folder: Path) -> None:
    built = build_site(broken_folder, "--strict")
    output = built.stdout + built.stderr
    assert built.returncode == 1
    assert "initiatives/cassee.md:4:1: typ" in output
    assert "Vouliez-vous dire « type » ?" in output.replace("\u202f", " ").replace("\u00a0", " ")
    assert "initiatives/cassee.md:8:" in output
    assert "Traceback" not in output


def test_ordinary_build_leaves_the_broken_file_out(broken_folder: Path) -> None:
    built = build_site(broken_folder)
    output = built.stdout + built.stderr
    assert built.returncode == 0
    assert "initiatives/cassee.md:4:1: typ" in output
    assert not (broken_folder / "site/initiatives/cassee").exists()
    assert (broken_folder / "site/initiatives/simple/index.html").is_file()


def test_a_place_not_located_does_not_stop_a_strict_build(small_folder: Path) -> None:
    (small_folder / "lieux.lock.json").unlink()
    built = build_site(small_folder, "--strict")
    output = built.stdout + built.stderr
    assert built.returncode == 0, output
    assert "essaim locate" in output
    assert (small_folder / "site/initiatives/simple/index.html").is_file()


def test_a_published_banner_never_shows_problems(broken_folder: Path) -> None:
    build_site(broken_folder)
    assert "cassee.md" not in (broken_folder / "site/index.html").read_text("utf-8")
