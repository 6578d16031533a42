"""The contours of every quartier, by département."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from essaim.locate.contours import (
    CONTOURS_FILE,
    Contour,
    ContoursError,
    format_contours,
    parse_contours,
    pick_contours,
)
from essaim.locate.territories import repair_contours
from essaim.publish.contour_files import (
    find_departement,
    round_polygons,
    write_contours,
    write_ring,
)
from tests.locate.squares import FILE


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Install the hand-made squares."""
    contours, _ = parse_contours(FILE.read_bytes())
    text = format_contours(repair_contours(contours).contours, "2024")
    (tmp_path / CONTOURS_FILE).write_text(text, "utf-8")
    return tmp_path


def read_ring(numbers: list[int]) -> list[tuple[float, float]]:
    """Read a ring back, closed, in degrees."""
    longitudes = [number / 1e5 for number in accumulate(numbers[::2])]
    latitudes = [number / 1e5 for number in accumulate(numbers[1::2])]
    ring = list(zip(longitudes, latitudes, strict=True))
    return [*ring, ring[0]]


def test_nothing_is_written_without_contours(tmp_path: Path) -> None:
    assert write_contours(tmp_path) == {}


def test_contours_are_read_back(installed: Path) -> None:
    files = {name: json.loads(text) for name, text in write_contours(installed).items()}
    found: dict[str, Any] = {
        one["code"]: [[read_ring(ring) for ring in rings] for rings in one["polygones"]]
        for name, file in files.items()
        if not name.endswith("index.json")
        for one in file["quartiers"]
    }
    contours, _ = parse_contours(FILE.read_bytes())
    official = pick_contours(installed, [contour.code for contour in contours])
    assert found == {
        code: [
            [[(round(x, 5), round(y, 5)) for x, y in ring] for ring in polygon]
            for polygon in polygons
        ]
        for code, polygons in official.items()
        if polygons
    }
    assert found


def test_the_index_tells_where_quartiers_are(installed: Path) -> None:
    files = {name: json.loads(text) for name, text in write_contours(installed).items()}
    index = files.pop("donnees/contours/index.json")
    assert index["millesime"] == "2024"
    assert {f"donnees/contours/{code}.json" for code in index["departements"]} == set(files)
    for code, facts in index["departements"].items():
        file = files[f"donnees/contours/{code}.json"]
        assert file["millesime"] == "2024"
        assert facts["nombre"] == len(file["quartiers"])
        west, south, east, north = facts["boite"]
        for quartier in file["quartiers"]:
            assert find_departement(quartier["communes"][0]) == code
            for rings in quartier["polygones"]:
                for x, y in read_ring(rings[0]):
                    assert west <= x <= east
                    assert south <= y <= north


@pytest.mark.parametrize(
    ("commune", "departement"),
    [("62498", "62"), ("2A004", "2A"), ("97415", "974"), ("98818", "988"), ("01004", "01")],
)
def test_a_commune_tells_its_departement(commune: str, departement: str) -> None:
    assert find_departement(commune) == departement


def test_a_ring_is_a_position_then_steps() -> None:
    assert write_ring([(280000, 5040000), (281000, 5040000), (281000, 5041000)]) == [
        *(280000, 5040000),
        *(1000, 0),
        *(0, 1000),
    ]


def test_what_is_smaller_than_a_metre_goes() -> None:
    square = [[2.0, 50.0], [2.000001, 50.0], [2.1, 50.0], [2.1, 50.1], [2.0, 50.0]]
    dust = [[2.05, 50.01], [2.050001, 50.01], [2.05, 50.010001], [2.05, 50.01]]
    assert round_polygons([[square, dust], [dust]]) == (
        ([(200000, 5000000), (210000, 5000000), (210000, 5010000)],),
    )


def test_a_quartier_of_two_communes_is_told_once(tmp_path: Path) -> None:
    ring = ((2.0, 50.0), (2.1, 50.0), (2.1, 50.1), (2.0, 50.0))
    shared = Contour("QN06001M", "L’Entre-deux", ("60057", "62498"), ((ring,),))
    lost = Contour("QN06002M", "Sans surface", ("60057",), ())
    (tmp_path / CONTOURS_FILE).write_text(format_contours([lost, shared], "2024"), "utf-8")
    files = write_contours(tmp_path)
    assert json.loads(files["donnees/contours/60.json"]) == {
        "millesime": "2024",
        "quartiers": [
            {
                "code": "QN06001M",
                "nom": "L’Entre-deux",
                "communes": ["60057", "62498"],
                "polygones": [[[200000, 5000000, 10000, 0, 0, 10000]]],
            }
        ],
    }
    assert list(files) == ["donnees/contours/index.json", "donnees/contours/60.json"]


def test_a_spoiled_file_is_told(installed: Path) -> None:
    path = installed / CONTOURS_FILE
    path.write_text(path.read_text("utf-8").replace('"lib_qp"', '"nom"'), "utf-8")
    with pytest.raises(ContoursError):
        write_contours(installed)
