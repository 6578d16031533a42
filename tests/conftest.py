"""What every test starts from: no forge, no terminal, no colour, wherever the tests run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from essaim.cli import main
from tests.support.building import copy_small

ENVIRONMENT = (
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_WORKSPACE",
    "GITHUB_STEP_SUMMARY",
    "CI_PROJECT_DIR",
    "ESSAIM_TRACE",
    "COLUMNS",
)
"""Variables that change what commands write."""

# A slow machine is not a bug.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*ENVIRONMENT, *filter(is_geocoder_setting, os.environ)):
        monkeypatch.delenv(name, raising=False)
    # No test asks the real service; those about geocoding name their own.
    monkeypatch.setenv("ESSAIM_GEOCODEUR", "aucun")


def is_geocoder_setting(name: str) -> bool:
    """Tell whether a variable chooses how addresses are searched."""
    return name.startswith("ESSAIM_GEOCODEUR")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a catalogue of two sound initiatives, located: `simple` and `double`."""
    folder = copy_small(tmp_path / "catalogue")
    simple = (folder / "initiatives/simple.md").read_text("utf-8")
    shutil.rmtree(folder / "initiatives")
    (folder / "initiatives").mkdir()
    twin = simple.replace("L’initiative simple", "L’initiative double").replace("Denain", "Lens")
    (folder / "initiatives/simple.md").write_text(simple, "utf-8")
    (folder / "initiatives/double.md").write_text(twin.replace("59172", "62498"), "utf-8")
    monkeypatch.chdir(folder)
    CliRunner().invoke(main, ["locate"])
    return folder


@pytest.fixture
def run() -> Run:
    """Run `essaim` in this process: `run("check", "--strict", input="…")`."""

    def invoke(*arguments: str, **options: object) -> Result:
        return CliRunner().invoke(main, list(arguments), **options)

    return invoke
