"""Fifteen made-up streets on real communes, as the Base Adresse Nationale gives them to Addok."""

from __future__ import annotations

import json
from pathlib import Path

CITIES = {
    "59172": ("59220", "Denain", "59, Nord, Hauts-de-France", 50.3254, 3.3951),
    "62498": ("62300", "Lens", "62, Pas-de-Calais, Hauts-de-France", 50.4293, 2.8324),
    "62510": ("62800", "Liévin", "62, Pas-de-Calais, Hauts-de-France", 50.4216, 2.7848),
    "59350": ("59160", "Lille", "59, Nord, Hauts-de-France", 50.6388, 3.0122),
    "75111": ("75011", "Paris", "75, Paris, Île-de-France", 48.8585, 2.3795),
    "75112": ("75012", "Paris", "75, Paris, Île-de-France", 48.8343, 2.3872),
    "97411": ("97400", "Saint-Denis", "974, La Réunion", -20.879, 55.4486),
    "97302": ("97300", "Cayenne", "973, Guyane", 4.938, -52.335),
}
STREETS = [
    # (commune, name, type, numbers, offset in thousandths of a degree)
    ("59172", "Rue de Villars", "street", ("10", "12", "14"), 1),
    ("59172", "Rue Pasteur", "street", ("1", "3"), 2),
    ("59172", "Cité Bellevue", "locality", (), 3),
    ("62498", "Rue Pasteur", "street", ("1", "3", "5"), 4),
    ("62498", "Avenue Van Pelt", "street", (), 5),
    ("62498", "Rue des Lilas", "street", (), -20),
    ("62498", "Rue des Lilas", "street", (), 20),
    ("62510", "Rue du Docteur Piette", "street", ("8",), 6),
    ("59350", "Avenue de Dunkerque", "street", ("700",), 7),
    ("75111", "Rue de la Roquette", "street", ("24",), 8),
    ("75112", "Rue de Charenton", "street", ("120",), 9),
    ("97411", "Rue Maréchal Leclerc", "street", ("30",), 10),
    ("97302", "Rue Lallouette", "street", ("15",), 11),
]


def write_addresses(path: Path) -> None:
    """Write one street or commune a line."""
    lines = [_describe_city(code) for code in CITIES]
    lines += [_describe_street(rank, *street) for rank, street in enumerate(STREETS)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def locate_street(rank: int) -> tuple[float, float]:
    """Return the (latitude, longitude) of a street of the list."""
    code, _, _, _, offset = STREETS[rank]
    _, _, _, latitude, longitude = CITIES[code]
    return round(latitude + offset / 1000, 5), longitude


def _describe_city(code: str) -> dict[str, object]:
    postcode, city, context, latitude, longitude = CITIES[code]
    return {
        "id": code,
        "type": "municipality",
        "name": city,
        "postcode": postcode,
        "citycode": code,
        "city": city,
        "context": context,
        "lat": latitude,
        "lon": longitude,
        "importance": 0.3,
    }


def _describe_street(
    rank: int, code: str, name: str, kind: str, numbers: tuple[str, ...], offset: int
) -> dict[str, object]:
    latitude, longitude = locate_street(rank)
    identifier = f"{code}_{rank:04}"
    return {
        **_describe_city(code),
        "id": identifier,
        "type": kind,
        "name": name,
        "lat": latitude,
        "lon": longitude,
        "importance": 0.1,
        "housenumbers": {
            number: {
                "id": f"{identifier}_{int(number):05}",
                "lat": latitude,
                "lon": round(longitude + int(number) / 100_000, 5),
            }
            for number in numbers
        },
    }
