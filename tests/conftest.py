"""What every test starts from: no forge, no terminal, no colour, wherever the tests run."""

from __future__ import annotations

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
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the small catalogue."""
    folder = copy_small(tmp_path / "catalogue")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run() -> Run:
    """Run `essaim` in this process: `run("check", "--strict", input="…")`."""

    def invoke(*arguments: str, **options: object) -> Result:
        return CliRunner().invoke(main, list(arguments), **options)

    return invoke
