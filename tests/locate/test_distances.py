from __future__ import annotations

import pytest

from essaim.locate.distances import measure_distance, write_distance


def test_a_degree_of_latitude_is_111_km() -> None:
    assert measure_distance(50, 2, 51, 2) == pytest.approx(111_195, abs=1)


def test_known_distance_between_lille_and_marseille() -> None:
    assert measure_distance(50.6366, 3.0635, 43.2965, 5.3698) == pytest.approx(834_800, rel=0.005)


def test_a_point_is_at_no_distance_of_itself_and_antipodes_are_measured() -> None:
    assert measure_distance(48.8, 2.3, 48.8, 2.3) == 0
    assert measure_distance(0, 0, 0, 180) == pytest.approx(20_015_115, abs=1)


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (0, "0 m"),
        (349.6, "350 m"),
        (999.6, "1,0 km"),
        (2_449, "2,4 km"),
        (99_940, "99,9 km"),
        (6_250_100, "6 250 km"),
    ],
)
def test_distances_are_written_in_french(metres: float, text: str) -> None:
    assert write_distance(metres) == text
