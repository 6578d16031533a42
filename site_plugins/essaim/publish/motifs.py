"""The swarm: cells that gather into a comb and dots that fly to it, drawn from a seed.

No photograph is needed for a page to have a face: the same slug always gives the same drawing.
Only numbers here, in SVG user units; `theme/templates/parts/motif.svg` draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin, sqrt
from random import Random
from zlib import crc32

VARIANTS = 12
"""How many drawings cards share: enough for neighbours to differ, few enough to stay light."""
TONES = 3
SIZES = (2.2, 3.4, 5.0)
"""Diameters of the dots, for a cell radius of 10."""
GAP = 1.1
ACCENT_SHARE = 0.12
_NEIGHBOURS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


@dataclass(frozen=True, slots=True)
class Cell:
    """A hexagon's centre; `tone` from 0 (dense) to 2 (light), 3 for the accent colour."""

    x: float
    y: float
    tone: int


@dataclass(frozen=True, slots=True)
class Motif:
    """A drawing: its box, the radius of its cells, cells by tone and dots by diameter."""

    width: int
    height: int
    radius: float
    cells: tuple[tuple[int, tuple[Cell, ...]], ...]
    dots: tuple[tuple[float, tuple[tuple[float, float], ...]], ...]


@dataclass(frozen=True, slots=True)
class Swarm:
    """A square drawing whose cells stand for initiatives: cells by theme code, dots by diameter."""

    size: int
    radius: float
    cells: tuple[tuple[str, tuple[Cell, ...]], ...]
    dots: tuple[tuple[float, tuple[tuple[float, float], ...]], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is asked to fill: a box, a centre for the comb, a number of cells and dots."""

    width: int
    height: int
    centre: tuple[float, float]
    radius: float
    cells: int
    dots: int


CARD = Frame(120, 120, (70, 64), 9, 15, 22)
BAND = Frame(720, 420, (500, 215), 24, 34, 80)


def choose_variant(slug: str) -> int:
    """Choose which of the shared drawings a card shows, from 1 to `VARIANTS`."""
    return crc32(slug.encode()) % VARIANTS + 1


@cache
def list_variants() -> tuple[tuple[int, Motif], ...]:
    """Draw the shared set, numbered from 1."""
    return tuple((n, draw_motif(f"alveole-{n}", CARD)) for n in range(1, VARIANTS + 1))


def draw_motif(seed: str, frame: Frame = BAND) -> Motif:
    """Draw the swarm of a seed in a frame; the same seed gives the same numbers everywhere."""
    chance = Random(seed)  # noqa: S311 (a drawing, not a secret)
    comb = grow_comb(chance, frame.cells)
    radius = frame.radius
    placed = [(*_place_cell(cell, radius), rank) for rank, cell in enumerate(comb)]
    by_tone: dict[int, list[Cell]] = {}
    for x, y, rank in placed:
        tone = _choose_tone(chance, rank, frame.cells)
        by_tone.setdefault(tone, []).append(_make_cell(x, y, frame, tone))
    reach = max(hypot(x, y) for x, y, _ in placed) + radius
    return Motif(
        frame.width,
        frame.height,
        radius,
        tuple((tone, tuple(cells)) for tone, cells in sorted(by_tone.items())),
        _scatter_dots(chance, frame, reach),
    )


def grow_comb(chance: Random, count: int) -> list[tuple[int, int]]:
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


def _measure_axial(cell: tuple[int, int]) -> int:
    q, r = cell
    return q * q + q * r + r * r


def _place_cell(cell: tuple[int, int], radius: float) -> tuple[float, float]:
    q, r = cell
    return GAP * radius * sqrt(3) * (q + r / 2), GAP * radius * 1.5 * r


def _choose_tone(chance: Random, rank: int, count: int) -> int:
    draw = chance.random()
    if draw < ACCENT_SHARE:
        return TONES
    # Late cells stand at the edge: they are lighter, as if still arriving.
    return min(TONES - 1, int(TONES * (rank / count) * 0.8 + draw * 0.9))


def _scatter_dots(
    chance: Random, frame: Frame, reach: float
) -> tuple[tuple[float, tuple[tuple[float, float], ...]], ...]:
    """Let dots come in along two curved paths, the larger the nearer."""
    scale = frame.radius / 10
    start = chance.uniform(0.75 * pi, 1.25 * pi)
    far = hypot(frame.width, frame.height) * 0.62
    by_size: dict[float, list[tuple[float, float]]] = {}
    for index in range(frame.dots):
        depth = chance.random() ** 1.5
        distance = reach * 0.92 + depth * (far - reach)
        arm = start + (index % 2) * pi * 0.9
        angle = arm + depth * 1.5 + chance.gauss(0, 0.28 + 0.25 * (1 - depth))
        x = frame.centre[0] + cos(angle) * distance
        y = frame.centre[1] + sin(angle) * distance * 0.8
        if 0 < x < frame.width and 0 < y < frame.height:
            size = SIZES[min(2, int((1 - depth) * 2.2 + chance.random() * 0.9))]
            by_size.setdefault(round(size * scale, 1), []).append((round(x, 1), round(y, 1)))
    return tuple((size, tuple(dots)) for size, dots in sorted(by_size.items()))


def draw_swarm(seed: str, codes: Sequence[str], size: int = 600) -> Swarm:
    """Give one cell of a comb to each code of a sequence, in a square of `size` units."""
    chance = Random(seed)  # noqa: S311 (a drawing, not a secret)
    count = max(1, len(codes))
    # A round comb of n cells has a radius of about sqrt(n) cell radii, gaps included.
    radius = round(min(size * 0.07, size * 0.34 / sqrt(count)), 1)
    frame = Frame(size, size, (size * 0.52, size * 0.5), radius, count, 90)
    order = list(codes)
    chance.shuffle(order)
    by_code: dict[str, list[Cell]] = {}
    reach = radius
    for cell, code in zip(grow_comb(chance, count), order, strict=False):
        x, y = _place_cell(cell, radius)
        reach = max(reach, hypot(x, y) + radius)
        by_code.setdefault(code, []).append(_make_cell(x, y, frame, 0))
    flight = Frame(size, size, frame.centre, max(radius, size * 0.018), count, frame.dots)
    return Swarm(
        size,
        radius,
        tuple((code, tuple(cells)) for code, cells in sorted(by_code.items())),
        _scatter_dots(chance, flight, reach),
    )


def _make_cell(x: float, y: float, frame: Frame, tone: int) -> Cell:
    return Cell(round(x + frame.centre[0], 1), round(y + frame.centre[1], 1), tone)
