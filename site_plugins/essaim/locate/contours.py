"""The contours of the quartiers prioritaires: what an official file must be, what is kept of it.

The installed file is GeoJSON with one quartier per line, so that a build that shows ten contours
reads ten lines. Source: data.gouv.fr, « Quartiers prioritaires de la politique de la ville ».
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final

from essaim.collect.values import CODE_QPV_PATTERN
from essaim.locales import write_text

Position = tuple[float, float]
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]

CONTOURS_FILE: Final = "qpv-contours.geojson"
REQUIRED: Final = ("code_qp", "lib_qp", "insee_com")
SHAPES: Final = ("Polygon", "MultiPolygon")
DECIMALS: Final = 6
"""Kept of the coordinates: a decimetre."""
HEXAGON: Final = (-6.0, 41.0, 10.0, 51.6)
"""West, south, east, north: quartiers whose code is not overseas stand here (Corsica included)."""
_OVERSEAS: Final = ("QN97", "QN98")
_CRS: Final = re.compile(r"(?i)(?:CRS84|EPSG:+(?:[\d.]*:)?4326)$")
_CODE: Final = re.compile(CODE_QPV_PATTERN)
_INSEE: Final = re.compile(r"[0-9][0-9AB][0-9]{3}")
_MILLESIME: Final = re.compile(r"QP(20\d\d)(?!\d)")
_GEOMETRY_MARK: Final = ',"geometry":'
_TEXT: Final = r'("(?:[^"\\]|\\.)*")'
_INSTALLED: Final = re.compile(
    rf'\{{"type":"Feature","properties":\{{"code_qp":{_TEXT},"lib_qp":{_TEXT},"insee_com":{_TEXT}\}}'
)
_LINE_CODE: Final = re.compile(r'"code_qp":"(\w+)"')


class ContoursError(Exception):
    """What makes a file of contours unusable, as a French sentence."""


@dataclass(frozen=True, slots=True)
class Contour:
    """A quartier of an official file: INSEE codes of its communes, polygons in degrees WGS84.

    Each polygon is its outer ring then its holes; a ring is closed, (longitude, latitude).
    """

    code: str
    nom: str
    communes: tuple[str, ...]
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class InstalledContour:
    """A line of the installed file; `geometry` is the text of a valid GeoJSON MultiPolygon."""

    code: str
    nom: str
    communes: tuple[str, ...]
    geometry: str


def parse_contours(content: bytes) -> tuple[tuple[Contour, ...], str | None]:
    """Read and check a GeoJSON: the quartiers by code, and the vintage its name tells, if any.

    ContoursError names the first thing wrong and the number (from 1) of its feature.
    """
    document = _decode_json(content)
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise _refuse("pas_une_collection")
    _check_crs(document.get("crs"))
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise _refuse("vide")
    found: dict[str, Contour] = {}
    for rank, feature in enumerate(features, start=1):
        contour = _read_feature(feature, rank)
        if contour.code in found:
            raise _refuse("double", rang=rank, code=contour.code)
        found[contour.code] = contour
    return tuple(found[code] for code in sorted(found)), read_millesime(str(document.get("name")))


def read_millesime(name: str) -> str | None:
    """Return the year that a file's name tells (`QP2024_France…`)."""
    match = _MILLESIME.search(name)
    return match[1] if match else None


def format_contours(contours: Iterable[Contour], millesime: str) -> str:
    """Write contours as GeoJSON (RFC 7946), one quartier per line, always the same bytes."""
    head = f'{{"type":"FeatureCollection","name":"QP{millesime}","features":[\n'
    return head + ",\n".join(map(_format_feature, contours)) + "\n]}\n"


def read_installed(folder: Path) -> tuple[tuple[InstalledContour, ...], str]:
    """Read the installed contours, geometries left as text, with their vintage.

    FileNotFoundError when none is installed; ContoursError when the file is not what we wrote.
    """
    head, *lines = (folder / CONTOURS_FILE).read_text("utf-8").splitlines()
    rows = []
    for line in lines[:-1]:
        properties, mark, geometry = line.rstrip(",").partition(_GEOMETRY_MARK)
        match = _INSTALLED.fullmatch(properties)
        if not match or not mark:
            raise _refuse("illisible")
        code, nom, communes = json.loads(f"[{match[1]},{match[2]},{match[3]}]")
        rows.append(InstalledContour(code, nom, tuple(communes.split(", ")), geometry[:-1]))
    return tuple(rows), read_millesime(head) or ""


def pick_contours(folder: Path, codes: Iterable[str]) -> Mapping[str, Any]:
    """Read the coordinates of some quartiers only (GeoJSON MultiPolygon), by code.

    Empty when no contours are installed. ContoursError when a line is not one that we wrote.
    """
    wanted = frozenset(codes)
    path = folder / CONTOURS_FILE
    if not wanted or not path.is_file():
        return {}
    picked: dict[str, Any] = {}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            code = _LINE_CODE.search(line, 0, 200)
            if code and code[1] in wanted:
                _, _, geometry = line.rstrip(",\n").partition(_GEOMETRY_MARK)
                picked[code[1]] = _decode_json(geometry[:-1].encode())["coordinates"]
    return picked


def write_name(name: str) -> str:
    """Set a quartier's name as French typography does: `L'Est - Ouest` → `L’Est – Ouest`."""
    return " ".join(name.replace("'", "’").split()).replace(" - ", " – ")


def _decode_json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refuse("illisible") from None


def _check_crs(crs: object) -> None:
    """Accept WGS84 only; a GeoJSON that says nothing is in WGS84 (RFC 7946)."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else crs)
    if not _CRS.search(name):
        raise _refuse("projection", nom=name)


def _read_feature(feature: object, rank: int) -> Contour:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _refuse("pas_un_element", rang=rank)
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    for name in REQUIRED:
        value = properties.get(name)
        if not isinstance(value, str) or not value.strip():
            raise _refuse("propriete_absente", rang=rank, propriete=name)
    code = properties["code_qp"].strip()
    if not _CODE.fullmatch(code):
        raise _refuse("code", rang=rank, code=code)
    communes = tuple(one.strip() for one in properties["insee_com"].split(","))
    for commune in communes:
        if not _INSEE.fullmatch(commune):
            raise _refuse("commune", rang=rank, code=code, commune=commune)
    polygons = _read_geometry(feature.get("geometry"), rank, code)
    return Contour(code, write_name(properties["lib_qp"]), communes, polygons)


def _read_geometry(geometry: object, rank: int, code: str) -> tuple[Polygon, ...]:
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise _refuse("geometrie_absente", rang=rank, code=code)
    shape = geometry.get("type")
    if shape not in SHAPES:
        raise _refuse("geometrie", rang=rank, code=code, nature=shape)
    several = shape == "MultiPolygon"
    try:
        parts = geometry["coordinates"] if several else [geometry["coordinates"]]
        polygons = tuple(tuple(_read_ring(ring) for ring in part) for part in parts)
    except (TypeError, ValueError, IndexError):
        raise _refuse("coordonnees", rang=rank, code=code) from None
    if not all(polygons):
        raise _refuse("coordonnees", rang=rank, code=code)
    bounds = (-180.0, -90.0, 180.0, 90.0) if code.startswith(_OVERSEAS) else HEXAGON
    for longitude, latitude in _list_positions(polygons):
        if not (bounds[0] <= longitude <= bounds[2] and bounds[1] <= latitude <= bounds[3]):
            raise _refuse("hors_limites", rang=rank, code=code, point=f"{longitude}, {latitude}")
    return polygons


def _read_ring(ring: Any) -> Ring:
    """Return a closed ring; ValueError for one that is open or holds no numbers.

    Fewer than four positions make no surface: `repair_contours` drops what bounds none.
    """
    positions = tuple((_read_number(one[0]), _read_number(one[1])) for one in ring)
    if positions[0] != positions[-1]:
        raise ValueError(ring)
    return positions


def _read_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(value)
    return round(float(value), DECIMALS)


def _list_positions(polygons: Iterable[Polygon]) -> Iterator[Position]:
    return (position for polygon in polygons for ring in polygon for position in ring)


def _format_feature(contour: Contour) -> str:
    feature = {
        "type": "Feature",
        "properties": {
            "code_qp": contour.code,
            "lib_qp": contour.nom,
            "insee_com": ", ".join(contour.communes),
        },
        "geometry": {"type": "MultiPolygon", "coordinates": contour.polygons},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _refuse(reason: str, **values: object) -> ContoursError:
    return ContoursError(write_text(f"lieux.contours.{reason}", **values))
