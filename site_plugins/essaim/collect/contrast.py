"""Contrast of two colours, as accessibility rules measure it."""

from __future__ import annotations

import re


def is_color(value: str) -> bool:
    """Tell whether a text is a colour written `#rrggbb`."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", value) is not None


def measure_contrast(first: str, second: str) -> float:
    """Measure the contrast of two colours, from 1 (none) to 21 (black on white).

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    dark, light = sorted((_measure_luminance(first), _measure_luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _measure_luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
