from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from essaim.locate.reference import Reference, load_reference

FOLDER = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="session")
def reference() -> Reference:
    # Contours may be installed in a developer's folder: tests say what they need of them.
    return replace(load_reference(FOLDER), quartiers=None)
