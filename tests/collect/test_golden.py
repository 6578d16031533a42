"""Folders of broken files, and the reports they deserve.

After a change on purpose: `ESSAIM_GOLDEN=1 pytest tests/collect/test_golden.py`; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from essaim.collect.collection import collect_initiatives
from essaim.problems import Problem, sort_problems
from tests.collect.sheets import ROOT, VOCABULARIES, show

FIXTURES = ROOT / "tests/fixtures"
GOLDEN = ROOT / "tests/golden/problems"
FOLDERS = ("hostile", "broken")


def collect_folder(name: str) -> list[Problem]:
    return sort_problems(collect_initiatives(ROOT, VOCABULARIES, [FIXTURES / name])[1])


@pytest.mark.parametrize("name", FOLDERS)
def test_reports(name: str) -> None:
    report = "".join(f"{show(problem)}\n" for problem in collect_folder(name))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("ESSAIM_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(report, encoding="utf-8", newline="\n")
    assert report == golden.read_text("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_file_has_its_report(name: str) -> None:
    told = {Path(problem.path).name for problem in collect_folder(name)}
    files = {entry.name for entry in (FIXTURES / name).iterdir()} - {"images"}
    # Two files in `broken` are there for another one to be told about.
    assert files - told - {"meme-titre-bis.md"} == set()


@pytest.mark.parametrize("name", FOLDERS)
def test_one_file_alone_has_the_same_report(name: str) -> None:
    whole = collect_folder(name)
    for file in sorted((FIXTURES / name).iterdir())[::7]:
        if file.suffix != ".md":
            continue
        alone = sort_problems(collect_initiatives(ROOT, VOCABULARIES, [file])[1])
        assert alone == [problem for problem in whole if Path(problem.path).name == file.name]


def test_nothing_hostile_gets_in_but_what_the_publisher_strips() -> None:
    initiatives, _ = collect_initiatives(ROOT, VOCABULARIES, [FIXTURES / "hostile"])
    assert [initiative.slug for initiative in initiatives] == [
        "attributs-actifs",
        "iframe",
        "script",
    ]
