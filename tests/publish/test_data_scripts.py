"""The scripts of the catalogue page read what Python wrote, and fold words as it does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from essaim.locate.model import InitiativeSituee
from essaim.publish.data import write_data
from essaim.publish.views import name_communes
from essaim.publish.words import fold_all
from tests.publish.catalogues import make_catalogue
from tests.publish.test_data_roundtrip import draw_initiative, name_apart
from tests.support.building import ROOT
from tests.support.donnees import ReadRow, parse_data, read_rows

READER = ROOT / "tests/support/relire.mjs"
NODE = shutil.which("node", path=f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ.get('PATH', '')}")
TEXTS = [
    *("L’Étoile d’Émile", "Œuvre & cœur, ÆGIDE", "straße", "2ᵉ n°\u00a012", "ΣΊΣΥΦΟΣ İI ı Å"),
    *("C\u0327a de\u0301ja\u0300", "a\u0300\u0301b", "\U0001f41d miel", "ﬁn ²", "", "  "),
]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not here; make test brings it")


def read_with_scripts(data: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    """Decode the files with the scripts' own modules; `texts` are folded by them too."""
    assert NODE
    read = subprocess.run(
        [NODE, READER],
        input=json.dumps({**data, "textes_a_plier": texts}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert read.returncode == 0, read.stderr
    answer: dict[str, Any] = json.loads(read.stdout)
    return answer


def tell(row: ReadRow, located: InitiativeSituee) -> dict[str, Any]:
    """Tell a row as the scripts do."""
    areas = {
        f"{level}:{code}"
        for place in row.places
        for level in ("commune", "epci", "departement", "region")
        if (code := getattr(place, level))
    }
    return {
        "titre": row.titre,
        "slug": located.slug,
        "porteur": row.porteur,
        "depuis": int(str(row.depuis).ljust(8, "0")),
        "theme": row.theme,
        "situe": name_communes(located),
        "facettes": {
            **{name: list(codes) for name, codes in row.facettes.items()},
            "territoire": areas,
            "qpv": {code for code, letter, _ in row.liens if letter != "c"},
        },
        "places": [
            [one.latitude, one.longitude, one.precision, one.nom, f"commune:{one.commune}"]
            for one in row.places
        ],
        "liens": [
            [code, letter, -1 if distance is None else distance]
            for code, letter, distance in row.liens
        ],
        "resume": row.resume,
        "extra": " ".join(sorted(row.extra)),
    }


@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(draw_initiative(), min_size=8, max_size=16))
def test_scripts_read_what_python_wrote(drawn: list[InitiativeSituee]) -> None:
    catalogue = make_catalogue(*name_apart(drawn))
    data = parse_data(write_data(catalogue))
    told = read_with_scripts(data, [])["rows"]
    for row in told:
        for name in ("territoire", "qpv"):
            row["facettes"][name] = set(row["facettes"][name])
    expected = [
        tell(row, catalogue.by_slug[one["slug"]])
        for row, one in zip(read_rows(data), told, strict=True)
    ]
    assert told == expected


def test_scripts_fold_words_as_python_does() -> None:
    empty = parse_data(write_data(make_catalogue()))
    assert read_with_scripts(empty, TEXTS)["plies"] == fold_all(TEXTS)
