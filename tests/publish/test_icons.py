"""Icons come from Material's files; a missing one is a hexagon, never an error."""

from __future__ import annotations

import pytest

from essaim.publish.icons import DEFAULT_BOX, DEFAULT_PATH, find_icons_folder, read_icon


def test_an_icon_is_its_box_and_its_path() -> None:
    box, path = read_icon("material/bike")
    assert box == "0 0 24 24"
    assert path[0] in "Mm"


@pytest.mark.parametrize("name", ["material/n-existe-pas", "../../../etc/passwd", ""])
def test_a_missing_icon_is_a_hexagon(name: str) -> None:
    assert read_icon(name) == (DEFAULT_BOX, DEFAULT_PATH)


def test_without_material_every_icon_is_a_hexagon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essaim.publish.icons.find_spec", lambda name: None)
    find_icons_folder.cache_clear()
    read_icon.cache_clear()
    try:
        assert read_icon("material/bike") == (DEFAULT_BOX, DEFAULT_PATH)
    finally:
        find_icons_folder.cache_clear()
        read_icon.cache_clear()
