"""Hand-made quartiers: squares near Lens and in La Réunion, none cut from the official file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from essaim.collect.model import Lieu, Niveau
from essaim.locate.contours import CONTOURS_FILE, format_contours, parse_contours
from essaim.locate.model import Precision, Situation, Territoire
from essaim.locate.territories import Quartiers, load_quartiers, repair_contours

FILE = Path(__file__).parents[1] / "fixtures/quartiers/carres.geojson"


def read_squares() -> dict[str, Any]:
    """Read the fixture, for a test to spoil."""
    squares: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return squares


def load_squares(folder: Path, content: bytes | None = None) -> Quartiers:
    """Install the fixture, or another GeoJSON, in `folder` by hand and load it."""
    contours, millesime = parse_contours(content or FILE.read_bytes())
    repaired = repair_contours(contours).contours
    (folder / CONTOURS_FILE).write_text(format_contours(repaired, millesime or ""), "utf-8")
    quartiers = load_quartiers(folder)
    assert quartiers
    return quartiers


def make_place(
    latitude: float,
    longitude: float,
    precision: str = "numero",
    commune: str = "62001",
    qpv: Iterable[str] = (),
) -> tuple[Lieu, Situation]:
    """Make a place of a file and its point."""
    situation = Situation(
        latitude=latitude,
        longitude=longitude,
        precision=Precision(precision),
        score=None,
        libelle="essai",
        fournisseur="essai",
        date="2026-11-20",
        millesime="2026",
        territoires=(Territoire(Niveau.COMMUNE, commune, "Essai"),),
    )
    return Lieu(commune="Essai", qpv=tuple(qpv)), situation


def find_official() -> Path | None:
    """Find the official contours, given to developers beside the repository, never in it.

    `ESSAIM_QPV_REFERENCE` names the file or its folder; by default `../shared/reference`.
    """
    shared = Path(__file__).parents[3] / "shared/reference"
    place = Path(os.environ.get("ESSAIM_QPV_REFERENCE") or shared)
    path = place / "qpv-2024.geojson" if place.is_dir() else place
    return path if path.is_file() else None
