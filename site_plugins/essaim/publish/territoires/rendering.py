"""The territory pages' HTML, from our templates; the observatory's is in `observatory`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from markupsafe import Markup

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.publish.contours import lighten_polygons
from essaim.publish.links import PageLinks
from essaim.publish.motifs import choose_band
from essaim.publish.points import list_points
from essaim.publish.showcases import Tools
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.charts import list_theme_bars
from essaim.publish.territoires.downloads import FILES, has_downloads
from essaim.publish.territoires.feeds import list_dates
from essaim.publish.territoires.geography import make_path
from essaim.publish.territoires.nearest import Measurer, Surroundings
from essaim.publish.territoires.presences import COUNTED, Lien
from essaim.publish.territoires.tree import grow_tree
from essaim.publish.territoires.views import (
    LinkView,
    list_children,
    list_figures,
    list_nearest,
    list_parents,
    list_quartiers,
    list_sections,
    list_sources,
)
from essaim.publish.typography import format_date, format_distance

CONTOURS = 60
"""Contours drawn on a map at most: about a kilobyte each."""
NEAR_ENOUGH = 5000
"""Metres within which the nearest initiatives are put on an empty quartier's map."""
INTEGRATION = "integrer/index.md"

Record = Mapping[str, object]


class TerritoryMapWriter(Protocol):
    """Whoever draws the map of a territory, as trusted HTML."""

    def write_territory_map(self, points: Sequence[Record], contours: Sequence[Record]) -> str:
        """Draw points and contours; empty when there is neither."""


class TerritoryRenderer:
    """Render the pages of territories; addresses come with each page's `links`."""

    def __init__(
        self,
        catalogue: Catalogue,
        atlas: Atlas,
        measurer: Measurer,
        tools: Tools,
        maps: TerritoryMapWriter,
        *,
        site_name: str = "",
    ) -> None:
        """Borrow `tools`, and give our words to their environment."""
        self.catalogue = catalogue
        self.atlas = atlas
        self.measurer = measurer
        self.environment, self.cards, self.sprite = tools.environment, tools.cards, tools.sprite
        self.site_name = site_name
        self._maps = maps
        self._draw_band = tools.draw_band
        self.environment.globals["dire"] = write_territory_text
        self.environment.filters["dire"] = write_territory_text

    def render_index(self, links: PageLinks) -> str:
        """Render the tree of territories, with the place of the search."""
        key = "perimetre" if self.atlas.geography.complete else "sans_contours"
        return self._render(
            "territoires.html",
            links,
            sprite=self.sprite.collect([], ()),
            regions=grow_tree(self.atlas),
            perimetre=write_text(f"territoires.accueil.{key}"),
        )

    def render_territory(self, territory: Territory, links: PageLinks) -> str:
        """Render a territory: who is there, around it, for it; what is inside and beside."""
        around = self._look_around(territory)
        near = list_nearest(around.nearest, self.cards) if around else None
        sections = list_sections(territory, self.cards)
        contours = self._list_contours(territory)
        rows = [row for section in sections for row in section.rangs] + list(near or ())
        qpv = territory.niveau is Niveau.QPV
        return self._render(
            "territoire.html",
            links,
            sprite=self.sprite.collect([], {row.card.theme for row in rows}),
            territoire=territory,
            site=self.site_name,
            niveau_nom=write_text(f"territoires.niveaux.{territory.niveau.value}"),
            bande=self._draw_band(choose_band(territory.code)),
            fil_etapes=_list_steps(territory),
            millesime=self.atlas.millesime if qpv or territory.quartiers else None,
            chiffres=list_figures(territory, self.atlas),
            carte=Markup(self._draw_map(territory, contours, around)),  # noqa: S704 (our map)
            contours_note=self._tell_contours(territory, contours),
            parents=list_parents(territory),
            voisins=self._list_neighbours(territory),
            vide=self._tell_empty(territory),
            autour=_find_epci(territory),
            sections=sections,
            alentours=near,
            alentours_note=_tell_measure(around),
            proposer=write_text("territoires.vide.proposer_texte", code=territory.code)
            if qpv
            else write_text("territoires.vide.proposer_simple"),
            quartiers=list_quartiers(territory, self.atlas)
            if territory.niveau is not Niveau.REGION
            else (),
            enfants=list_children(territory, self.atlas),
            themes=list_theme_bars(territory, self.catalogue.vocabulaires),
            sources=self._list_sources(territory, contours=bool(contours)),
            telechargements=[
                (write_text(f"territoires.fiche.{name}"), file, kind)
                for name, (file, kind) in FILES.items()
            ]
            if has_downloads(territory)
            else [],
            code_integrer=self._write_embed(territory, links),
        )

    def _render(self, template: str, links: PageLinks, **values: Any) -> str:
        return self.environment.get_template(template).render(links=links, **values)

    def _look_around(self, territory: Territory) -> Surroundings | None:
        alone = territory.niveau is Niveau.QPV and not territory.covered
        return self.measurer.look_around(territory) if alone else None

    def _list_neighbours(self, territory: Territory) -> tuple[LinkView, ...]:
        if territory.niveau is not Niveau.QPV:
            return ()
        return tuple(
            LinkView(found.path, found.nom, _tell_gap(one.distance))
            for one in self.measurer.list_neighbours(territory.code)
            if (found := self.atlas.find(Niveau.QPV, one.code))
        )

    def _list_contours(self, territory: Territory) -> list[Record]:
        if territory.niveau is Niveau.QPV:
            around = [one.code for one in self.measurer.list_neighbours(territory.code)]
            codes = dict.fromkeys(around, "voisin") | {territory.code: "dans"}
        elif territory.niveau in {Niveau.COMMUNE, Niveau.EPCI}:
            codes = dict.fromkeys(territory.quartiers, "dans")
        else:
            codes = {}
        polygons = self.measurer.polygons
        known = [code for code in codes if polygons.get(code)]
        if len(known) > CONTOURS:
            return []
        return [
            {
                "code": code,
                "nom": self.atlas.geography.name_quartier(code),
                "relation": codes[code],
                "coordinates": lighten_polygons(polygons[code]),
            }
            for code in known
        ]

    def _draw_map(
        self, territory: Territory, contours: list[Record], around: Surroundings | None
    ) -> str:
        points = [
            point
            for lien in COUNTED
            for presence in territory.by_lien[lien]
            for point in list_points(presence.located)
        ]
        for one in around.nearest if around else ():
            if one.distance <= NEAR_ENOUGH:
                points += list_points(one.located)
        return self._maps.write_territory_map(points, contours)

    def _tell_contours(self, territory: Territory, contours: list[Record]) -> str:
        if contours and self.atlas.millesime:
            return write_text("territoires.fiche.contours", millesime=self.atlas.millesime)
        crowded = territory.niveau in {Niveau.COMMUNE, Niveau.EPCI}
        if crowded and len(territory.quartiers) > CONTOURS and self.measurer.polygons:
            return write_text("territoires.fiche.plus_de_contours")
        return ""

    def _tell_empty(self, territory: Territory) -> str:
        if territory.niveau is Niveau.QPV:
            return "" if territory.covered else write_text("territoires.vide.titre")
        counted = any(one.lien is not Lien.A_PRECISER for one in territory.presences)
        return "" if counted else write_text("territoires.vide.titre_autre")

    def _list_sources(self, territory: Territory, *, contours: bool) -> list[str]:
        known = list_sources(territory, self.catalogue, self.atlas, contours=contours)
        return [self._source, *known]

    @cached_property
    def _source(self) -> str:
        """The catalogue as a source, with the day of its newest check."""
        dates = list_dates(located.initiative for located in self.catalogue.initiatives)
        if not dates:
            return write_text("territoires.fiche.source_catalogue_sans_date", site=self.site_name)
        return write_text(
            "territoires.fiche.source_catalogue",
            site=self.site_name,
            date=format_date(max(dates)),
        )

    def _write_embed(self, territory: Territory, links: PageLinks) -> str:
        """Write the code to embed the list elsewhere; none while the site's address is unknown."""
        pages: Any = self.environment.globals["pages"]
        if not links.canonical or INTEGRATION not in pages or not has_downloads(territory):
            return ""
        site = links.canonical.removesuffix(territory.path)
        return self.environment.get_template("parts/integrer.html").render(
            adresse=f"{site}integrer/?{territory.niveau.value}={territory.code}",
            titre=write_text("territoires.fiche.integrer_titre", nom=territory.nom),
        )


def write_territory_text(key: str, **values: object) -> str:
    """Write a sentence of the territories; `key` is given without its room."""
    return write_text(f"territoires.{key}", **values)


def _list_steps(territory: Territory) -> list[tuple[str, str]]:
    steps = [(write_text("territoires.accueil.titre"), "territoires/")]
    return steps + [(t.nom, make_path(t.niveau, t.code)) for t in territory.chaine[:-1]]


def _find_epci(territory: Territory) -> str:
    found = (t for t in territory.chaine[:-1] if t.niveau is Niveau.EPCI)
    return next((make_path(t.niveau, t.code) for t in found), "")


def _tell_gap(metres: int) -> str:
    if not metres:
        return write_text("territoires.fiche.voisin_mitoyen")
    return write_text("territoires.fiche.voisin_distance", distance=format_distance(metres))


def _tell_measure(around: Surroundings | None) -> str:
    if around is None or not around.nearest:
        return ""
    words = write_text(
        "territoires.vide.proches_contour"
        if around.to_contour
        else "territoires.vide.proches_commune"
    )
    if any(one.approximate for one in around.nearest):
        words = f"{words} {write_text('territoires.vide.proches_environ')}"
    return words
