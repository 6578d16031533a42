"""Build real sites in temporary folders, as a user would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests/fixtures/catalogue"
EPOCH = "1767225600"
"""2026-01-01, in place of the clock."""


INSTALLED = shutil.ignore_patterns("qpv*")
"""What `essaim reference` puts in `reference/`: pages must not depend on a developer's folder."""


def copy_demonstration(target: Path) -> Path:
    """Copy the demonstration catalogue, without its code."""
    for name in ("content", "initiatives", "vocabulaires", "reference"):
        shutil.copytree(ROOT / name, target / name, ignore=INSTALLED)
    for name in ("mkdocs.yml", "lieux.lock.json"):
        shutil.copy(ROOT / name, target)
    return target


def copy_small(target: Path) -> Path:
    """Copy the small hand-made catalogue, with the official reference tables and a picture."""
    shutil.copytree(SMALL, target, dirs_exist_ok=True)
    images = target / "initiatives/images"
    images.mkdir(exist_ok=True)
    Image.new("RGB", (320, 200), "#8a2c7a").save(images / "atelier.png")
    shutil.copytree(ROOT / "reference", target / "reference", dirs_exist_ok=True, ignore=INSTALLED)
    return target


def build_site(
    folder: Path, *options: str, program: str = "mkdocs"
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` in a folder; the caller judges the exit code and the output."""
    return subprocess.run(
        [sys.executable, "-m", program, "build", *options],
        cwd=folder,
        env=make_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def publish(folder: Path, *options: str) -> Path:
    """Build a catalogue strictly and return its site; AssertionError with the whole report."""
    built = build_site(folder, "--strict", *options)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


def make_environment() -> dict[str, str]:
    """Give a build a fixed clock and quiet banners."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
    }


def read_page(site: Path, address: str) -> str:
    """Read the HTML published at an address such as `initiatives/x/`."""
    return (site / address / "index.html").read_text("utf-8")
