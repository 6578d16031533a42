"""The initiatives nearest to a quartier where nobody is recorded, and how far they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau
from essaim.locate.contours import pick_contours
from essaim.locate.measures import scale_degrees
from essaim.locate.model import InitiativeSituee
from essaim.publish.places import COARSE
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.outlines import Neighbour, Outlines

COUNT: Final = 5
CANDIDATES: Final = 25
REACH: Final = 60_000
"""Metres beyond which an initiative is no help to a quartier."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """An initiative and its metres to a quartier; `approximate`: its place is not known exactly."""

    located: InitiativeSituee
    distance: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The nearest initiatives, measured to the contour or, without it, to the commune's centre."""

    nearest: tuple[Nearest, ...]
    to_contour: bool


class Measurer:
    """Measure around quartiers, with the contours installed in `reference`, if any."""

    def __init__(self, catalogue: Catalogue, atlas: Atlas, reference: Path | None = None) -> None:
        self._atlas = atlas
        self._reference = reference
        self._places = [
            (located, place.situation)
            for located in catalogue.initiatives
            for place in located.lieux
            if place.situation
        ]
        self._points = np.array(
            [(situation.longitude, situation.latitude) for _, situation in self._places]
        ).reshape(-1, 2)
        self._known: dict[str, Surroundings] = {}
        self._neighbours: dict[str, tuple[Neighbour, ...]] = {}

    @cached_property
    def polygons(self) -> Mapping[str, Any]:
        """The contour of every quartier that has a page (GeoJSON coordinates), by code."""
        if self._reference is None:
            return {}
        codes = [one.code for one in self._atlas.list_level(Niveau.QPV)]
        return pick_contours(self._reference, codes)

    @cached_property
    def outlines(self) -> Outlines:
        """The same, ready to be measured."""
        return Outlines(self.polygons)

    def list_neighbours(self, code: str) -> tuple[Neighbour, ...]:
        """Return the quartiers around one; none without contours."""
        if code not in self._neighbours:
            known = code in self.outlines
            self._neighbours[code] = self.outlines.list_neighbours(code) if known else ()
        return self._neighbours[code]

    def look_around(self, territory: Territory) -> Surroundings:
        """Return the nearest initiatives to a quartier, but those its page already shows."""
        if territory.code not in self._known:
            self._known[territory.code] = self._search(territory)
        return self._known[territory.code]

    def _search(self, territory: Territory) -> Surroundings:
        code = territory.code
        to_contour = code in self.outlines
        centre = self.outlines.find_centre(code) if to_contour else self._find_commune(code)
        if centre is None or not self._places:
            return Surroundings((), to_contour)
        shown = {presence.located.slug for presence in territory.presences}
        here = np.array([(centre[1], centre[0])])
        scale = np.ravel(scale_degrees(here[:, 1]))
        apart = np.hypot(*((self._points - here) * scale).T)
        # The same places at the same distance come in the same order, whatever numpy partitions.
        wanted = min(len(apart), CANDIDATES + len(shown)) - 1
        rows = np.flatnonzero(apart <= np.partition(apart, wanted)[wanted])
        metres = self.outlines.measure(code, self._points[rows]) if to_contour else apart[rows]
        return Surroundings(self._pick(rows.tolist(), metres.tolist(), shown), to_contour)

    def _pick(
        self, rows: list[int], metres: list[float], shown: Collection[str]
    ) -> tuple[Nearest, ...]:
        kept: dict[str, Nearest] = {}
        for distance, row in sorted(zip(metres, rows, strict=True)):
            located, situation = self._places[row]
            if distance > REACH or len(kept) == COUNT:
                break
            if located.slug not in shown and located.slug not in kept:
                approximate = situation.precision in COARSE
                kept[located.slug] = Nearest(located, round(distance), approximate)
        return tuple(kept.values())

    def _find_commune(self, code: str) -> tuple[float, float] | None:
        communes = self._atlas.geography.list_communes(code)
        return self._atlas.geography.find_centre(communes[0]) if communes else None
