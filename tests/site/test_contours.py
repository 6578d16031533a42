"""A site whose official contours are installed: their files, and where pages find them."""

from __future__ import annotations

import json
from pathlib import Path

from essaim.locate.contours import CONTOURS_FILE, format_contours, parse_contours
from essaim.locate.territories import repair_contours
from tests.locate.squares import FILE
from tests.support.building import publish, read_page


def test_contours_are_published_when_installed(small_folder: Path) -> None:
    contours, _ = parse_contours(FILE.read_bytes())
    text = format_contours(repair_contours(contours).contours, "2024")
    (small_folder / "reference" / CONTOURS_FILE).write_text(text, "utf-8")
    site = publish(small_folder)
    index = json.loads((site / "donnees/contours/index.json").read_text("utf-8"))
    for code in index["departements"]:
        assert (site / f"donnees/contours/{code}.json").is_file()
    assert 'data-contours="../donnees/contours/"' in read_page(site, "catalogue")
