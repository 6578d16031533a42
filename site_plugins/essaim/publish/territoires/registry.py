"""`donnees/territoires.json`: every territory that has a page, compact, for the search."""

from __future__ import annotations

from essaim.collect.model import Niveau
from essaim.publish.data import write_json
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.geography import LEVELS, RANKS
from essaim.publish.territoires.presences import COUNTED, Lien

COLUMNS = ("niveau", "code", "nom", "situation", "initiatives", "quartiers", "codes_postaux")


def write_registry(atlas: Atlas) -> str:
    """Write the file: a row per territory, in the order of the tree.

    `niveau` is a rank in `niveaux`; `situation` names what tells namesakes apart; `initiatives`
    counts those in a quartier, near it or serving it, and those with a place elsewhere; `quartiers`
    those inside; `codes_postaux` are a commune's, joined by spaces. A page's address is `chemin`
    with the level and the code.
    """
    return write_json(
        {
            "version": 1,
            "millesime": atlas.millesime,
            "chemin": "territoires/{niveau}/{code}/",
            "niveaux": [niveau.value for niveau in LEVELS],
            "colonnes": COLUMNS,
            "territoires": [_describe(one, atlas) for one in atlas.territories.values()],
        }
    )


def _describe(territory: Territory, atlas: Atlas) -> list[object]:
    commune = territory.niveau is Niveau.COMMUNE
    links = COUNTED if territory.niveau is Niveau.QPV else (Lien.DANS,)
    return [
        RANKS[territory.niveau],
        territory.code,
        territory.nom,
        _situate(territory),
        sum(len(territory.by_lien[lien]) for lien in links),
        len(territory.quartiers),
        " ".join(atlas.geography.list_postcodes(territory.code)) if commune else "",
    ]


def _situate(territory: Territory) -> str:
    """Name the nearest territory above that a reader knows: a quartier's commune, a département."""
    wanted = Niveau.COMMUNE if territory.niveau is Niveau.QPV else Niveau.DEPARTEMENT
    names = [t.nom for t in territory.parents if t.niveau is wanted]
    return ", ".join(names) or next((t.nom for t in reversed(territory.chaine[:-1])), "")
