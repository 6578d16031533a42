from __future__ import annotations

from pathlib import Path

import pytest

from essaim.locate.reference import Reference, load_reference

FOLDER = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(FOLDER)
