"""What a file says of places and territories, held against the official geography.

One function, `check_initiative`, serves the build, `essaim check` and `essaim locate` alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from essaim.collect.model import Initiative, Lieu
from essaim.locate.communes import CommuneDoubt, CommuneFound, find_commune
from essaim.locate.distances import measure_distance, write_distance
from essaim.locate.doubts import describe_doubt
from essaim.locate.flaws import write_problem
from essaim.locate.perimetre import check_perimetre
from essaim.locate.quartier_checks import check_quartiers
from essaim.locate.reference import Commune, Genre, Reference
from essaim.problems import Problem

CONTOUR_TOLERANCE = 200
"""Metres beyond the farthest point of a commune: its contour is simplified to about 100 m."""


@dataclass(frozen=True, slots=True)
class PlacesCheck:
    """`communes`: for each place, in the order of the file, its commune; None after a problem."""

    communes: tuple[CommuneFound | None, ...]
    problems: tuple[Problem, ...]


def check_initiative(initiative: Initiative, reference: Reference) -> PlacesCheck:
    """Check the communes, the declared coordinates, the perimetre and, by the official list when
    it is installed, the quartiers of one initiative.
    """
    communes: list[CommuneFound | None] = []
    problems: list[Problem] = []
    for index, lieu in enumerate(initiative.lieux):
        commune, problem = _check_place(initiative, f"lieux[{index}]", lieu, reference)
        communes.append(commune)
        if problem:
            problems.append(problem)
    problems.extend(check_perimetre(initiative, reference))
    if reference.quartiers is not None:
        problems.extend(check_quartiers(initiative, reference.quartiers, complete=True))
    return PlacesCheck(tuple(communes), tuple(problems))


def _check_place(
    initiative: Initiative, key: str, lieu: Lieu, reference: Reference
) -> tuple[CommuneFound | None, Problem | None]:
    found = find_commune(reference, lieu.commune, lieu.code_postal, lieu.code_insee)
    if isinstance(found, CommuneDoubt):
        return None, describe_doubt(initiative, key, lieu, found, reference)
    problem = _check_coordinates(initiative, key, lieu, found)
    return (None if problem else found), problem


def _check_coordinates(
    initiative: Initiative, key: str, lieu: Lieu, found: CommuneFound
) -> Problem | None:
    """Refuse a declared point farther than the commune reaches; silent where no contour is known.

    Necessary, not sufficient: inside the circle around the centre, not always inside the contour.
    """
    # A former commune's name is often used for the whole of the new one: of the parts, only an
    # arrondissement narrows what is accepted.
    part = found.part
    unit = part if part and part.genre is Genre.ARRONDISSEMENT else found.commune
    latitude, longitude = lieu.latitude, lieu.longitude
    if latitude is None or longitude is None or _may_hold(unit, latitude, longitude):
        return None
    slips = {"hint_inversees": (longitude, latitude), "hint_signe": (latitude, -longitude)}
    hint = next((name for name, point in slips.items() if _may_hold(unit, *point)), "hint")
    return write_problem(
        initiative,
        f"{key}.latitude",
        "coordonnees_hors_commune",
        hint=hint,
        nom=unit.nom,
        distance=write_distance(_measure_from_centre(unit, latitude, longitude) or 0),
        rayon=write_distance(unit.rayon or 0),
    )


def _may_hold(unit: Commune, latitude: float, longitude: float) -> bool:
    distance = _measure_from_centre(unit, latitude, longitude)
    return distance is None or unit.rayon is None or distance <= unit.rayon + CONTOUR_TOLERANCE


def _measure_from_centre(unit: Commune, latitude: float, longitude: float) -> float | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return measure_distance(unit.latitude, unit.longitude, latitude, longitude)
