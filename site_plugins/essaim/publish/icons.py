"""The icons: Material's own files, read once from the installed package, without MkDocs.

An icon is only its path data; `theme/templates/parts/sprite.svg` draws the symbols.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

DEFAULT_BOX = "0 0 24 24"
DEFAULT_PATH = "M12 2l8.66 5v10L12 22l-8.66-5V7z"
"""A hexagon: what stands for an icon that is not there."""

_BOX = re.compile(r'viewBox="([^"]+)"')
_PATH = re.compile(r'<path[^>]*\sd="([^"]+)"')


@cache
def find_icons_folder() -> Path | None:
    """Find where the Material theme keeps its icons; None when it is not installed."""
    spec = find_spec("material")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for folder in (Path(root, "templates", ".icons"), Path(root, ".icons")):
            if folder.is_dir():
                return folder
    return None


@cache
def read_icon(name: str) -> tuple[str, str]:
    """Read `material/<name>` as (viewBox, path data); a hexagon when it does not exist."""
    folder = find_icons_folder()
    if folder is None or ".." in name or not (file := folder / f"{name}.svg").is_file():
        return DEFAULT_BOX, DEFAULT_PATH
    source = file.read_text("utf-8")
    box, paths = _BOX.search(source), _PATH.findall(source)
    if box is None or not paths:
        return DEFAULT_BOX, DEFAULT_PATH
    return box[1], " ".join(paths)
