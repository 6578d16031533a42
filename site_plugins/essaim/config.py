"""The plugin's options in `mkdocs.yml`: few, and all with a sensible default."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from essaim.publish.tiles import PROVIDERS


class EssaimConfig(Config):  # type: ignore[no-untyped-call]
    """Folders are relative to `mkdocs.yml`; `tuiles` names the map background, `aucune` for none.

    `tuiles_adresse` and `tuiles_attribution` take any other tile server, as Leaflet writes it.
    """

    initiatives = c.Type(str, default="initiatives")
    vocabulaires = c.Type(str, default="vocabulaires")
    reference = c.Type(str, default="reference")
    lieux = c.Type(str, default="lieux.lock.json")
    tuiles = c.Choice(tuple(PROVIDERS), default="plan-ign")
    tuiles_adresse = c.Optional(c.Type(str))
    tuiles_attribution = c.Optional(c.Type(str))
