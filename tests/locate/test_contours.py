"""What a file of contours must be, and what is said of one that is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.locate.contours import (
    CONTOURS_FILE,
    ContoursError,
    format_contours,
    parse_contours,
    pick_contours,
    read_installed,
    read_millesime,
    write_name,
)
from tests.locate.squares import FILE, read_squares


def spoil(path: str, value: object) -> bytes:
    """Set what stands at a dotted path of the fixture; None removes it."""
    document = read_squares()
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    node: Any = document
    for step in way:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return json.dumps(document).encode()


def test_the_squares_are_read_in_the_order_of_their_codes() -> None:
    contours, millesime = parse_contours(FILE.read_bytes())
    assert millesime == "2024"
    assert [one.code for one in contours] == [
        "QN02A91M",
        "QN06291M",
        "QN06292M",
        "QN06293M",
        "QN06294M",
        "QN06295M",
        "QN97491I",
    ]
    assert contours[1].nom == "Carré – L’Est"
    assert contours[2].communes == ("62001", "62002")
    assert [len(one.polygons) for one in contours] == [1, 1, 1, 2, 1, 1, 1]
    assert [len(part) for part in contours[2].polygons] == [2]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ce n’est pas un GeoJSON lisible"),
        (b'{"type": "FeatureCollection", "feat', "ce n’est pas un GeoJSON lisible"),
        (b"\xff\xfe{}", "ce n’est pas un GeoJSON lisible"),
        (b"[" * 100_000, "ce n’est pas un GeoJSON lisible"),
        (
            b"[]",
            "ce n’est pas un GeoJSON de quartiers\u00a0:"
            " il y manque «\u00a0FeatureCollection\u00a0»",
        ),
        (
            spoil("type", "Topology"),
            "ce n’est pas un GeoJSON de quartiers\u00a0:"
            " il y manque «\u00a0FeatureCollection\u00a0»",
        ),
        (
            spoil("features", []),
            "ce GeoJSON ne contient aucun quartier («\u00a0features\u00a0» est vide)",
        ),
        (
            spoil("crs.properties.name", "urn:ogc:def:crs:EPSG::2154"),
            "les coordonnées sont dans la projection «\u00a0urn:ogc:def:crs:EPSG::2154\u00a0»"
            "\u202f;"
            " il faut le fichier en WGS84 (longitude et latitude en degrés)",
        ),
        (
            spoil("features.2", "x"),
            "élément n° 3\u00a0: ce n’est pas un élément GeoJSON («\u00a0Feature\u00a0»)",
        ),
        (
            spoil("features.1.properties.lib_qp", None),
            "élément n° 2\u00a0: la propriété «\u00a0lib_qp\u00a0» manque",
        ),
        (
            spoil("features.0.properties", None),
            "élément n° 1\u00a0: la propriété «\u00a0code_qp\u00a0» manque",
        ),
        (
            spoil("features.1.properties.insee_com", 62001),
            "élément n° 2\u00a0: la propriété «\u00a0insee_com\u00a0» manque",
        ),
        (
            spoil("features.0.properties.code_qp", "QP062001"),
            "élément n° 1\u00a0: «\u00a0QP062001\u00a0» n’est pas un code de quartier prioritaire"
            " («\u00a0code_qp\u00a0»)",
        ),
        (
            spoil("features.0.properties.insee_com", "62001; 62002"),
            "élément n° 1 (QN06291M)\u00a0: «\u00a062001; 62002\u00a0» n’est pas un code INSEE de"
            " commune («\u00a0insee_com\u00a0»)",
        ),
        (
            spoil("features.1.properties.code_qp", "QN06291M"),
            "élément n° 2\u00a0: le quartier QN06291M figure déjà plus haut",
        ),
        (
            spoil("features.0.geometry", None),
            "élément n° 1 (QN06291M)\u00a0: la géométrie manque",
        ),
        (
            spoil("features.0.geometry.coordinates", []),
            "élément n° 1 (QN06291M)\u00a0: la géométrie manque",
        ),
        (
            spoil("features.0.geometry.type", "LineString"),
            "élément n° 1 (QN06291M)\u00a0: la géométrie est de type «\u00a0LineString\u00a0»,"
            " «\u00a0Polygon\u00a0» ou «\u00a0MultiPolygon\u00a0» est attendu",
        ),
        (
            spoil("features.0.geometry.coordinates.0.4", [2.9, 50.4]),
            "élément n° 1 (QN06291M)\u00a0: les coordonnées de la géométrie sont mal formées",
        ),
        (
            spoil("features.0.geometry.coordinates.0.1", ["2,9", 50.4]),
            "élément n° 1 (QN06291M)\u00a0: les coordonnées de la géométrie sont mal formées",
        ),
        (
            spoil("features.0.geometry.coordinates.0.1", [float("nan"), 50.4]),
            "élément n° 1 (QN06291M)\u00a0: les coordonnées de la géométrie sont mal formées",
        ),
        (
            spoil("features.0.geometry.coordinates", [[]]),
            "élément n° 1 (QN06291M)\u00a0: les coordonnées de la géométrie sont mal formées",
        ),
        (
            spoil("features.0.geometry.coordinates.0.1", [50.4, 2.81]),
            "élément n° 1 (QN06291M)\u00a0: le point 50.4, 2.81 n’est pas en France\u202f;"
            " il faut longitude puis latitude, en degrés",
        ),
        (
            spoil("features.6.geometry.coordinates.0.1", [689000.0, 7026000.0]),
            "élément n° 7 (QN97491I)\u00a0: le point 689000.0, 7026000.0 n’est pas en France\u202f;"
            " il faut longitude puis latitude, en degrés",
        ),
    ],
)
def test_a_wrong_file_is_told(content: bytes, message: str) -> None:
    with pytest.raises(ContoursError) as caught:
        parse_contours(content)
    assert str(caught.value) == message


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:x::EPSG::4326"])
def test_every_name_of_wgs84_will_do(crs: str) -> None:
    assert parse_contours(spoil("crs.properties.name", crs))
    assert parse_contours(spoil("crs", None))


def test_heights_and_a_byte_order_mark_are_forgiven() -> None:
    content = spoil("features.0.geometry.coordinates.0.1", [2.81, 50.4, 31.0])
    contours, _ = parse_contours(b"\xef\xbb\xbf" + content)
    assert contours[1].polygons[0][0][1] == (2.81, 50.4)


@given(st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
def test_any_bytes_are_told_or_read(content: bytes) -> None:
    with pytest.raises(ContoursError):
        parse_contours(content)


def test_what_is_installed_is_geojson_and_reads_back(tmp_path: Path) -> None:
    contours, _ = parse_contours(FILE.read_bytes())
    text = format_contours(contours, "2024")
    (tmp_path / CONTOURS_FILE).write_text(text, "utf-8")
    assert parse_contours(text.encode()) == (contours, "2024")
    assert format_contours(contours, "2024") == text
    rows, millesime = read_installed(tmp_path)
    assert millesime == "2024"
    assert [(row.code, row.nom, row.communes) for row in rows] == [
        (one.code, one.nom, one.communes) for one in contours
    ]
    assert json.loads(rows[1].geometry)["type"] == "MultiPolygon"


def test_a_few_contours_are_picked_without_reading_the_others(tmp_path: Path) -> None:
    contours, _ = parse_contours(FILE.read_bytes())
    text = format_contours(contours, "2024").replace('"Papillon"', '"abîmé')
    (tmp_path / CONTOURS_FILE).write_text(text, "utf-8")
    picked = pick_contours(tmp_path, ["QN06291M", "QN97491I", "QN99999M"])
    assert sorted(picked) == ["QN06291M", "QN97491I"]
    assert picked["QN06291M"][0][0][0] == [2.8, 50.4]
    assert pick_contours(tmp_path, []) == {}


def test_nothing_is_picked_where_nothing_is_installed(tmp_path: Path) -> None:
    assert pick_contours(tmp_path, ["QN06291M"]) == {}
    with pytest.raises(FileNotFoundError):
        read_installed(tmp_path)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("QP2024_France_Hexagonale_Outre_Mer_WGS84.geojson", "2024"),
        ("quartiers.geojson", None),
        ("QP20245", None),
    ],
)
def test_the_vintage_is_in_the_name(name: str, year: str | None) -> None:
    assert read_millesime(name) == year


def test_names_are_set_as_french_is() -> None:
    assert write_name("Cité 5  - Cité 11") == "Cité 5 – Cité 11"
    assert write_name("Cœur D'Agglo") == "Cœur D’Agglo"
    assert write_name("Bas-Liévin") == "Bas-Liévin"
