"""The swarm: cells that gather into a comb and dots that fly to it, drawn from a seed.

No photograph is needed for a page to have a face: the same slug always gives the same drawing.
Only numbers here, in SVG user units, written as path data (the `d` of a path);
`theme/templates/parts/motif.svg` draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, pi, sin, sqrt
from random import Random
from zlib import crc32

VARIANTS = 12
BANDS = 96
"""How many drawings cards share: enough for neighbours to differ, few enough to stay light."""
TONES = 3
SIZES = (2.2, 3.4, 5.0)
"""Diameters of the dots, for a cell radius of 10."""
GAP = 1.1
ACCENT_SHARE = 0.12
_NEIGHBOURS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


Point = tuple[float, float]
Axial = tuple[int, int]
"""Where a cell stands in the comb, in axial coordinates of a hexagonal grid."""
Layers = tuple[tuple[float, str], ...]
"""Path data by diameter, for dots drawn as round caps of zero-length strokes."""


@dataclass(frozen=True, slots=True)
class Motif:
    """A drawing: its box, its dots, its cells by tone from 0 (dense) to 2, 3 for the accent."""

    width: int
    height: int
    cells: tuple[tuple[int, str], ...]
    dots: Layers


@dataclass(frozen=True, slots=True)
class Swarm:
    """A square drawing whose cells stand for initiatives: path data of the cells by theme code."""

    size: int
    cells: tuple[tuple[str, str], ...]
    dots: Layers


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is asked to fill: a box, a centre for the comb, a number of cells and dots."""

    width: int
    height: int
    centre: tuple[float, float]
    radius: float
    cells: int
    dots: int


CARD = Frame(180, 120, (92, 61), 9, 22, 30)
BAND = Frame(720, 420, (500, 215), 24, 34, 80)


def choose_variant(slug: str) -> int:
    """Choose which of the shared drawings a card shows, from 1 to `VARIANTS`."""
    return crc32(slug.encode()) % VARIANTS + 1


def choose_band(slug: str) -> int:
    """Choose which large drawing heads a page, from 1 to `BANDS`."""
    return crc32(slug.encode()) % BANDS + 1


@cache
def list_variants() -> tuple[tuple[int, Motif], ...]:
    """Draw the shared set, numbered from 1."""
    return tuple((n, draw_motif(f"alveole-{n}", CARD)) for n in range(1, VARIANTS + 1))


def draw_motif(seed: str, frame: Frame = BAND) -> Motif:
    """Draw the swarm of a seed in a frame; the same seed gives the same numbers everywhere."""
    chance = Random(seed)  # noqa: S311 (a drawing, not a secret)
    by_tone: dict[int, list[Point]] = {}
    reach = 0.0
    for rank, cell in enumerate(grow_comb(chance, frame.cells)):
        x, y = _place_cell(cell, frame.radius)
        reach = max(reach, hypot(x, y))
        by_tone.setdefault(_choose_tone(chance, rank, frame.cells), []).append((x, y))
    return Motif(
        frame.width,
        frame.height,
        tuple((tone, trace_cells(cells, frame)) for tone, cells in sorted(by_tone.items())),
        _scatter_dots(chance, frame, reach + frame.radius),
    )


def grow_comb(chance: Random, count: int) -> list[Axial]:
    """Grow a comb of `count` cells, axial coordinates: each new one touches the others.

    Among a few free neighbours the nearest to the centre is kept, so that the comb is round with
    a ragged edge, as combs are.
    """
    comb = [(0, 0)]
    taken = {(0, 0)}
    free = list(_NEIGHBOURS)
    while len(comb) < count:
        picks = [chance.randrange(len(free)) for _ in range(2)]
        best = min(picks, key=lambda pick: (_measure_axial(free[pick]), pick))
        cell = free[best]
        free[best] = free[-1]
        free.pop()
        if cell in taken:
            continue
        taken.add(cell)
        comb.append(cell)
        free += [
            near for dq, dr in _NEIGHBOURS if (near := (cell[0] + dq, cell[1] + dr)) not in taken
        ]
    return comb


def _measure_axial(cell: Axial) -> int:
    q, r = cell
    return q * q + q * r + r * r


def _place_cell(cell: Axial, radius: float) -> Point:
    q, r = cell
    return GAP * radius * sqrt(3) * (q + r / 2), GAP * radius * 1.5 * r


def _choose_tone(chance: Random, rank: int, count: int) -> int:
    draw = chance.random()
    if draw < ACCENT_SHARE:
        return TONES
    # Late cells stand at the edge: they are lighter, as if still arriving.
    return min(TONES - 1, int(TONES * (rank / count) * 0.8 + draw * 0.9))


def _scatter_dots(chance: Random, frame: Frame, reach: float) -> Layers:
    """Let dots come in along two curved paths, the larger the nearer."""
    start = chance.uniform(0.75 * pi, 1.25 * pi)
    far = hypot(frame.width, frame.height) * 0.62
    by_size: dict[float, list[str]] = {}
    for index in range(frame.dots):
        depth = chance.random() ** 1.5
        distance = reach * 0.92 + depth * (far - reach)
        angle = start + (index % 2) * pi * 0.9 + depth * 1.5
        angle += chance.gauss(0, 0.28 + 0.25 * (1 - depth))
        x = frame.centre[0] + cos(angle) * distance
        y = frame.centre[1] + sin(angle) * distance * 0.8
        if 0 < x < frame.width and 0 < y < frame.height:
            size = SIZES[min(2, int((1 - depth) * 2.2 + chance.random() * 0.9))]
            by_size.setdefault(size, []).append(f"M{x:.1f} {y:.1f}h0")
    scale = frame.radius / 10
    return tuple((round(size * scale, 1), "".join(by_size[size])) for size in sorted(by_size))


def draw_swarm(seed: str, codes: Sequence[str], size: int = 600) -> Swarm:
    """Give one cell of a comb to each code of a sequence, in a square of `size` units."""
    chance = Random(seed)  # noqa: S311 (a drawing, not a secret)
    count = max(1, len(codes))
    # A round comb of n cells has a radius of about sqrt(n) cell radii, gaps included.
    radius = round(min(size * 0.1, size * 0.34 / sqrt(count)), 1)
    frame = Frame(size, size, (size * 0.52, size * 0.5), radius, count, 90)
    order = list(codes)
    chance.shuffle(order)
    by_code: dict[str, list[Point]] = {}
    reach = 0.0
    for cell, code in zip(grow_comb(chance, count), order, strict=False):
        x, y = _place_cell(cell, radius)
        reach = max(reach, hypot(x, y))
        by_code.setdefault(code, []).append((x, y))
    # Few initiatives make large cells: the dots stay small.
    flight = replace(frame, radius=min(max(radius, size * 0.018), size * 0.026))
    return Swarm(
        size,
        tuple((code, trace_cells(cells, frame)) for code, cells in sorted(by_code.items())),
        _scatter_dots(chance, flight, reach + radius),
    )


def trace_cells(centres: Iterable[Point], frame: Frame) -> str:
    """Trace hexagons from their centres, given from the comb's: up by a radius, then round."""
    side, half, width = (round(frame.radius * part, 1) for part in (1, 0.5, 0.866))
    outline = f"l{width} {half}v{side}l-{width} {half}-{width}-{half}v-{side}z"
    x0, y0 = frame.centre[0], frame.centre[1] - frame.radius
    return "".join(f"M{x + x0:.1f} {y + y0:.1f}{outline}" for x, y in centres)
