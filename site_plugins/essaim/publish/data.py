"""Data files published beside the pages: `donnees/{carte,catalogue,textes}.json`.

Three, because a page needs the points first, then names and facets, then the texts of the search.
They hold one row per initiative, in the same order, and name the edition they belong to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from essaim.catalogue import Catalogue
from essaim.collect.model import Initiative
from essaim.locate.model import Precision
from essaim.publish.areas import write_areas
from essaim.publish.columns import rank_items, write_column, write_steps
from essaim.publish.editions import name_edition
from essaim.publish.rows import Row, list_rows
from essaim.publish.terms import FACETS, write_facet
from essaim.publish.ties import write_ties
from essaim.publish.typography import join_words
from essaim.publish.views import COMMUNES_ON_CARD, name_communes
from essaim.publish.words import fold_all, shorten_text, write_extra

VERSION: Final = 1
POINTS: Final = "donnees/carte.json"
CATALOGUE: Final = "donnees/catalogue.json"
TEXTS: Final = "donnees/textes.json"
LETTERS: Final = {
    Precision.DECLAREE: "d",
    Precision.NUMERO: "n",
    Precision.RUE: "r",
    Precision.LIEU_DIT: "l",
    Precision.QPV: "q",
    Precision.COMMUNE: "c",
}
UNIT: Final = 100_000
"""In a degree: five decimals, about a metre."""
SUMMARY_LENGTHS: Final = ((2000, 88), (500, 140))
"""Above so many initiatives, résumés are cut to so many characters: they are half of the data."""


def write_data(catalogue: Catalogue) -> dict[str, str]:
    """Write the data files, by address; the same catalogue gives the same bytes."""
    rows = list_rows(catalogue)
    bodies = {
        POINTS: write_json(describe_points(rows, catalogue)),
        CATALOGUE: write_json(describe_catalogue(rows, catalogue)),
        TEXTS: write_json(describe_texts(rows)),
    }
    edition = name_edition(bodies.values())
    head = write_json({"version": VERSION, "edition": edition, "nombre": len(rows)})
    return {address: f"{head[:-1]},{body[1:]}" for address, body in bodies.items()}


def describe_points(rows: Sequence[Row], catalogue: Catalogue) -> dict[str, Any]:
    """Describe what the map needs: main themes, and where the places are."""
    themes = [code for code in catalogue.vocabulaires.themes if catalogue.by_theme[code]]
    ranks = rank_items(themes)
    situations = [place.situation for row in rows for place in row.places]
    counts = [(number, len(row.places)) for number, row in enumerate(rows)]
    return {
        "themes": themes,
        "theme": write_column([ranks[row.initiative.theme_principal] for row in rows], len(ranks)),
        "lieux": [count for count in counts if count[1] != 1],
        "latitude": write_steps(round(one.latitude * UNIT) for one in situations),
        "longitude": write_steps(round(one.longitude * UNIT) for one in situations),
        "precision": "".join(LETTERS[one.precision] for one in situations),
    }


def describe_catalogue(rows: Sequence[Row], catalogue: Catalogue) -> dict[str, Any]:
    """Describe facets and names, territories and quartiers."""
    initiatives = [row.initiative for row in rows]
    words = catalogue.vocabulaires
    facets = {name: write_facet(facet, initiatives, words) for name, facet in FACETS.items()}
    porteurs = [one.porteur.nom for one in initiatives]
    ranks = rank_items(porteurs)
    titles = [one.titre for one in initiatives]
    places = [place for row in rows for place in row.places]
    ties = write_ties(rows)
    return {
        "millesime": ties.pop("millesime"),
        "termes": {name: terms for name, (terms, _) in facets.items()},
        "colonnes": {name: column for name, (_, column) in facets.items()},
        "titre": titles,
        "slug": [
            "" if folded.replace(" ", "-") == one.slug else one.slug
            for folded, one in zip(fold_all(titles), initiatives, strict=True)
        ],
        "porteur": {"noms": list(ranks), "rangs": [ranks[nom] for nom in porteurs]},
        "depuis": [int((one.depuis or "0").replace("-", "")) for one in initiatives],
        "situe": _list_lines(rows),
        "lieu": [(number, place.lieu.nom) for number, place in enumerate(places) if place.lieu.nom],
        **write_areas(rows),
        **ties,
    }


def describe_texts(rows: Sequence[Row]) -> dict[str, Any]:
    """Describe the résumés, cut in a large catalogue, and the words found nowhere else."""
    length = next((length for count, length in SUMMARY_LENGTHS if len(rows) > count), None)
    summaries = [row.initiative.resume for row in rows]
    if length:
        summaries = [shorten_text(summary, length) for summary in summaries]
    told = [
        " ".join(
            (
                row.initiative.titre,
                summary,
                row.initiative.porteur.nom,
                *(place.commune.nom for place in row.places),
            )
        )
        for row, summary in zip(rows, summaries, strict=True)
    ]
    other = [" ".join(_list_other(row.initiative)) for row in rows]
    return {"resume": summaries, "coupe": length is not None, **write_extra(told, other)}


def write_json(value: object) -> str:
    """Write JSON without a space nor an escape that could be spared."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _list_other(initiative: Initiative) -> list[str]:
    """List what only the search tells; the names of publics and labels are in their facets."""
    return [
        *initiative.services,
        *(partner.nom for partner in initiative.partenaires),
        *(lieu.nom for lieu in initiative.lieux if lieu.nom),
    ]


def _list_lines(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """List the place lines that are not the names of the communes of the places."""
    lines = []
    for number, row in enumerate(rows):
        communes = {place.commune.code: place.commune.nom for place in row.places}
        names = list(communes.values())
        line = name_communes(row.located)
        plain = 0 < len(names) <= COMMUNES_ON_CARD and len(set(names)) == len(names)
        if not plain or line != join_words(names):
            lines.append((number, line))
    return lines
