"""Sites built once for many questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.building import copy_demonstration, copy_small, publish


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration catalogue, strictly, and return its site."""
    return publish(copy_demonstration(tmp_path_factory.mktemp("demonstration")))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small catalogue of the fixtures and return its site."""
    return publish(copy_small(tmp_path_factory.mktemp("small")))


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """Lay the small catalogue, for a test that changes it before building."""
    return copy_small(tmp_path / "catalogue")
