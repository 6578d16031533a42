"""Opening hours in plain French, or as they were written."""

from __future__ import annotations

import pytest

from essaim.publish.opening import explain_hours


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Mo-Fr 09:00-12:00", ("du lundi au vendredi\u00a0: 9\u00a0h – 12\u00a0h",)),
        (
            "Tu,Th 14:00-17:30; Sa off",
            ("mardi et jeudi\u00a0: 14\u00a0h – 17\u00a0h\u00a030", "samedi\u00a0: fermé"),
        ),
        (
            "Mo-Fr 09:00-12:00, 14:00-18:00",
            ("du lundi au vendredi\u00a0: 9\u00a0h – 12\u00a0h et 14\u00a0h – 18\u00a0h",),
        ),
        ("10:00-18:00", ("tous les jours\u00a0: 10\u00a0h – 18\u00a0h",)),
        ("24/7", ("tous les jours, à toute heure",)),
        ("Mar-Oct Mo 10:00-12:00", ("Mar-Oct Mo 10:00-12:00",)),
        ('Mo-Fr "sur rendez-vous"', ('Mo-Fr "sur rendez-vous"',)),
    ],
)
def test_opening_hours(source: str, lines: tuple[str, ...]) -> None:
    assert explain_hours(source) == lines
