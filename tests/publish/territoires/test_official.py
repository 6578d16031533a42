"""Fifty places, each in a known quartier, through everything that leads to a territory's page.

The truth is a ray cast through the official file; it shares nothing with our own computation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from essaim.collect.model import Niveau
from essaim.publish.territoires.atlas import build_atlas
from essaim.publish.territoires.presences import Lien
from tests.locate.squares import find_official, make_place
from tests.locate.test_territories_truth import cast_ray, pick_codes, pick_point, read_truth
from tests.publish.catalogues import make_catalogue, make_initiative, make_situation

PAIRS = 50


def test_fifty_places_are_in_their_quartier(tmp_path: Path) -> None:
    official = find_official()
    if official is None:
        pytest.skip("the official contours are not here: see reference/SOURCES.md")
    truth = read_truth(official, tmp_path)
    pairs: dict[str, tuple[float, float]] = {}
    for code, chance in pick_codes(truth, 50):
        longitude, latitude = pick_point(truth.boxes[code], 0, chance)
        if code not in pairs and cast_ray(truth.rings[code], longitude, latitude):
            pairs[code] = (latitude, longitude)
        if len(pairs) == PAIRS:
            break
    initiatives = []
    for code, (latitude, longitude) in pairs.items():
        links = truth.quartiers.relate(*make_place(latitude, longitude))
        situation = make_situation(latitude=latitude, longitude=longitude, qpv=links)
        slug = code.lower()
        initiatives.append(make_initiative(slug, (situation,), lieux=[{"commune": "Essai"}]))
    atlas = build_atlas(make_catalogue(*initiatives))
    inside = {
        code: [one.located.slug for one in atlas.territories[Niveau.QPV, code].by_lien[Lien.DANS]]
        for code in pairs
    }
    assert all(code.lower() in slugs for code, slugs in inside.items())
    assert len(inside) == PAIRS
