"""Map backgrounds a catalogue may choose from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server: `url` in Leaflet's notation, None for a plain background."""

    url: str | None
    attribution: str = ""
    max_zoom: int = 18


PLAN_IGN = Tiles(
    # Web Mercator pyramid of the Géoplateforme, no key: https://geoservices.ign.fr/documentation
    url=(
        "https://data.geopf.fr/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile"
        "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
        "&TILEMATRIXSET=PM_0_19&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
    ),
    attribution="© IGN – Géoplateforme",
    max_zoom=19,
)

PROVIDERS = {"plan-ign": PLAN_IGN, "aucune": Tiles(url=None)}


def choose_tiles(name: str, url: str | None, attribution: str | None) -> Tiles:
    """Pick the named background, or the owner's own server when an address is given."""
    return Tiles(url, attribution or "") if url else PROVIDERS[name]
