"""The swarm: the same seed, the same drawing; cells that touch; nothing out of the frame."""

from __future__ import annotations

import re
from random import Random

import pytest

from essaim.publish.motifs import (
    BAND,
    CARD,
    VARIANTS,
    choose_variant,
    draw_motif,
    draw_swarm,
    grow_comb,
    list_variants,
)

NEIGHBOURS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def test_a_seed_always_gives_the_same_drawing() -> None:
    assert draw_motif("mine-de-soleil") == draw_motif("mine-de-soleil")
    assert draw_motif("mine-de-soleil") != draw_motif("piac")


def test_the_variant_of_a_slug_is_known_and_never_changes() -> None:
    assert choose_variant("mine-de-soleil") == 3
    assert {choose_variant(f"slug-{n}") for n in range(300)} == set(range(1, VARIANTS + 1))


def test_the_shared_set_is_numbered_from_one() -> None:
    assert [number for number, _ in list_variants()] == list(range(1, VARIANTS + 1))


@pytest.mark.parametrize("count", [1, 7, 40, 220])
def test_every_cell_of_a_comb_touches_an_earlier_one(count: int) -> None:
    comb = grow_comb(Random(4), count)
    assert len(comb) == len(set(comb)) == count
    for rank, (q, r) in enumerate(comb[1:], start=1):
        assert {(q + dq, r + dr) for dq, dr in NEIGHBOURS} & set(comb[:rank])


@pytest.mark.parametrize("frame", [CARD, BAND])
def test_a_drawing_has_all_its_cells_and_keeps_its_dots_in_the_frame(frame) -> None:
    motif = draw_motif("piac", frame)
    assert sum(path.count("z") for _, path in motif.cells) == frame.cells
    dots = "".join(path for _, path in motif.dots)
    for x, y in re.findall(r"M(\S+) (\S+)h0", dots):
        assert 0 <= float(x) <= frame.width
        assert 0 <= float(y) <= frame.height


def test_the_home_swarm_has_one_cell_per_code() -> None:
    swarm = draw_swarm("accueil", ("energie", "energie", "mobilite"))
    assert [(code, path.count("z")) for code, path in swarm.cells] == [
        ("energie", 2),
        ("mobilite", 1),
    ]


def test_an_empty_catalogue_still_has_a_drawing() -> None:
    assert draw_swarm("accueil", ()).cells == ()
