from __future__ import annotations

import numpy as np
import pytest
import shapely
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from essaim.publish.territoires.outlines import REACH, Outlines

Square = list[list[list[list[float]]]]


def make_square(longitude: float, latitude: float, size: float = 0.005) -> Square:
    east, north = longitude + size, latitude + size
    ring = [
        [longitude, latitude],
        [east, latitude],
        [east, north],
        [longitude, north],
        [longitude, latitude],
    ]
    return [[ring]]


def test_neighbours_are_the_nearest_first() -> None:
    outlines = Outlines(
        {
            "A": make_square(2.8, 50.4),
            "B": make_square(2.82, 50.4),
            "C": make_square(2.8, 50.41),
            "D": make_square(3.5, 50.4),
        }
    )
    found = outlines.list_neighbours("A")
    assert [one.code for one in found] == ["C", "B"]
    assert found[0].distance == pytest.approx(geodesic((50.405, 2.8), (50.41, 2.8)).m, abs=1)
    assert found[1].distance == pytest.approx(geodesic((50.4, 2.805), (50.4, 2.82)).m, abs=1)


def test_quartiers_side_by_side_are_at_no_distance() -> None:
    outlines = Outlines({"A": make_square(2.8, 50.4), "B": make_square(2.805, 50.402)})
    assert [one.distance for one in outlines.list_neighbours("A")] == [0]


def test_a_point_is_measured_to_the_nearest_side() -> None:
    outlines = Outlines({"A": make_square(2.8, 50.4)})
    (metres,) = outlines.measure("A", np.array([[2.8025, 50.407]]))
    assert metres == pytest.approx(geodesic((50.405, 2.8025), (50.407, 2.8025)).m, rel=0.001)


def test_contours_without_a_surface_are_left_out() -> None:
    outlines = Outlines({"A": make_square(2.8, 50.4), "VIDE": []})
    assert "VIDE" not in outlines
    assert outlines.list_neighbours("A") == ()
    assert "A" not in Outlines({})


shifts = st.floats(min_value=-0.03, max_value=0.03)


@given(
    st.lists(
        st.tuples(shifts, shifts, st.floats(min_value=0.001, max_value=0.01)),
        min_size=2,
        max_size=6,
    )
)
def test_gaps_are_those_of_a_slow_computation(places: list[tuple[float, float, float]]) -> None:
    squares = {
        str(rank): make_square(2.8 + x, 50.4 + y, size) for rank, (x, y, size) in enumerate(places)
    }
    shapes = {code: shapely.Polygon(square[0][0]) for code, square in squares.items()}
    found = {one.code: one.distance for one in Outlines(squares).list_neighbours("0")}
    # A plane at the first square: metres by degree at its latitude.
    scale = np.array([np.cos(np.radians(50.4 + places[0][1])) * 111_320, 111_240])
    for code, shape in shapes.items():
        if code == "0" or shape.intersects(shapes["0"]):
            continue
        plane = [
            shapely.transform(one, lambda positions: positions * scale)
            for one in (shapes["0"], shape)
        ]
        gap = plane[0].distance(plane[1])
        if code in found:
            assert found[code] == pytest.approx(gap, rel=0.01, abs=2)
        elif len(found) < 5:
            assert gap > REACH * 0.99
