"""Maps described with folium."""

from __future__ import annotations

import json
import re

from essaim.publish.maps import PLACEHOLDER, describe_map
from essaim.publish.tiles import PLAN_IGN, PROVIDERS, Tiles, choose_tiles


def test_a_map_is_leaflet_and_nothing_else() -> None:
    html, script = describe_map("lieux", PLAN_IGN)
    assert html == '<div class="folium-map" id="map_lieux" ></div>'
    assert 'L.map(\n                "map_lieux"' in script
    assert "data.geopf.fr/wmts" in script
    assert "© IGN" in json.loads(f'"{re.search(r"attribution.: .([^,]*).,", script)[1]}"')
    for stranger in ("<script", "<link", "jquery", "bootstrap", "cdn", "$("):
        assert stranger not in (html + script).lower()


def test_points_are_drawn_by_our_own_front_end() -> None:
    _, script = describe_map("lieux", PLAN_IGN)
    assert f'essaim.addInitiatives(map_lieux, "{PLACEHOLDER}", {{"cluster": false}});' in script
    _, script = describe_map("theme", PLAN_IGN)
    assert f'essaim.addInitiatives(map_theme, "{PLACEHOLDER}", {{"cluster": true}});' in script


def test_a_map_can_do_without_background() -> None:
    _, script = describe_map("lieux", PROVIDERS["aucune"])
    assert "tileLayer" not in script
    assert "http" not in script


def test_the_owner_may_bring_a_tile_server() -> None:
    tiles = choose_tiles("plan-ign", "https://tuiles.example/{z}/{x}/{y}.png", "© Exemple")
    assert tiles == Tiles("https://tuiles.example/{z}/{x}/{y}.png", "© Exemple")
    assert choose_tiles("aucune", None, None).url is None


def test_descriptions_do_not_change_from_one_build_to_the_next() -> None:
    first = describe_map("catalogue", PLAN_IGN)
    describe_map.cache_clear()
    assert describe_map("catalogue", PLAN_IGN) == first
