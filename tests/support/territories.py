"""The small country of `fixtures/pays`: two EPCI, five communes, six quartiers, every relation.

Its communes are real, so that their codes are known; its quartiers are squares drawn by hand.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.building import INSTALLED, ROOT, publish

COUNTRY = ROOT / "tests/fixtures/pays"
CONTOURS = "quartiers.geojson"


def run_essaim(folder: Path, *arguments: str) -> None:
    """Run a command of ours, which must succeed."""
    program = Path(sys.executable).with_name("essaim")
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def copy_country(folder: Path) -> Path:
    """Lay the country with the demonstration's vocabularies, install its contours, locate it."""
    shutil.copytree(COUNTRY, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "vocabulaires", folder / "vocabulaires")
    shutil.copytree(ROOT / "reference", folder / "reference", ignore=INSTALLED)
    run_essaim(folder, "reference", "--qpv-file", CONTOURS)
    # Every place has its coordinates or its commune alone: no address service is asked.
    run_essaim(folder, "locate")
    return folder


def publish_country(folder: Path) -> Path:
    """Build the country strictly and return its site."""
    return publish(copy_country(folder))
