"""Data files published beside the pages."""

from __future__ import annotations

import json

from essaim.catalogue import Catalogue
from essaim.publish.points import list_all_points


def write_map_data(catalogue: Catalogue) -> str:
    """Write `donnees/carte.json`: every located place, compact, in a stable order."""
    return json.dumps(
        {"points": list_all_points(catalogue)}, ensure_ascii=False, separators=(",", ":")
    )
