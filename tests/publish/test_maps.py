"""Maps described with folium."""

from __future__ import annotations

import json
import re

from essaim.catalogue import Catalogue
from essaim.publish.links import PageLinks
from essaim.publish.maps import PLACEHOLDER, FoliumMaps, describe_map
from essaim.publish.rendering import make_environment
from essaim.publish.tiles import PLAN_IGN, PROVIDERS, Tiles, choose_tiles
from tests.publish.catalogues import WORDS
from tests.support.factories import make_located

LINKS = PageLinks(base="..")


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


def test_the_whole_catalogue_is_fetched_and_the_page_only_names_its_themes() -> None:
    located = make_located("soleil", type="garage")
    maps = FoliumMaps(Catalogue((located,), WORDS), PLAN_IGN, make_environment())
    page = maps.write_overview_map(LINKS)
    drawn = 'essaim.addInitiatives(map_catalogue, {"themes": {"energie": "\\u00c9nergie"}}'
    assert drawn in page
    assert PLACEHOLDER not in page
    assert "soleil" not in page


def test_small_maps_hold_their_points() -> None:
    located = make_located("soleil", type="garage")
    maps = FoliumMaps(Catalogue((located,), WORDS), PLAN_IGN, make_environment())
    assert '"points": [{' in maps.write_theme_map("energie", LINKS)
    assert "initiatives/soleil/" in maps.write_place_map(located, LINKS)
    assert maps.write_theme_map("mobilite", LINKS) == ""
