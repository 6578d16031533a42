"""Maps, described with folium and drawn by the Leaflet of our own bundle.

folium writes the map's options, background and layers as a script; the page's template keeps it in
a queue until the map comes into view. folium's own page header (remote Leaflet, jQuery, Bootstrap,
a viewport that forbids zooming) is never emitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from jinja2 import Environment
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from essaim.catalogue import Catalogue
from essaim.locate.contours import pick_contours
from essaim.locate.model import InitiativeSituee
from essaim.publish.contours import list_codes, list_contours
from essaim.publish.links import PageLinks
from essaim.publish.points import list_points
from essaim.publish.tiles import Tiles

FRANCE = (46.6, 2.4)
"""Centre of the hexagon, (latitude, longitude) degrees: where a map looks before its points."""

PLACEHOLDER = "@@donnees@@"
CONTOURS_PLACEHOLDER = "@@contours@@"


class FoliumMaps:
    """Write the maps of a site; the same kind of map is described once and filled many times."""

    def __init__(
        self,
        catalogue: Catalogue,
        tiles: Tiles,
        environment: Environment,
        reference: Path | None = None,
    ) -> None:
        """Take a catalogue; `reference`: the folder where contours may be installed."""
        self._catalogue = catalogue
        self._reference = reference
        self._tiles = tiles
        self._template = environment.get_template("carte.html")

    def write_place_map(self, located: InitiativeSituee, links: PageLinks) -> str:
        """Draw the places of one initiative and the contours of its quartiers, if installed.

        Empty when there is nothing to show.
        """
        contours = list_contours(located, self._polygons)
        points = list_points(located)
        if not contours:
            return self._fill_map("lieux", points)
        return self._write_frame("lieux", {"points": points}, contours)

    @cached_property
    def _polygons(self) -> Mapping[str, Any]:
        if self._reference is None:
            return {}
        return pick_contours(self._reference, list_codes(self._catalogue))

    def write_overview_map(self, links: PageLinks) -> str:
        """Draw the whole catalogue, whose points are fetched.

        The page holds the names of the themes: markers say them until titles come.
        """
        return self._write_whole("catalogue")

    def write_quartier_map(self, links: PageLinks) -> str:
        """Draw the whole catalogue where scripts ask for a point and show its quartier."""
        return self._write_whole("quartier")

    def _write_whole(self, kind: str) -> str:
        used = {code for code, members in self._catalogue.by_theme.items() if members}
        themes = self._catalogue.vocabulaires.themes.items()
        names = {code: theme.nom for code, theme in themes if code in used}
        return self._write_frame(kind, {"themes": names})

    def write_theme_map(self, code: str, links: PageLinks) -> str:
        """Draw the initiatives of a theme; empty when none is located."""
        members = self._catalogue.by_theme[code]
        return self._fill_map("theme", [p for m in members for p in list_points(m)])

    def write_territory_map(
        self, points: Sequence[Mapping[str, object]], contours: Sequence[Mapping[str, object]]
    ) -> str:
        """Draw a territory's initiatives and quartiers; empty when there is neither."""
        if not points and not contours:
            return ""
        return self._write_frame("territoire", {"points": points}, contours)

    def write_label_map(self, code: str, links: PageLinks) -> str:
        """Draw the initiatives of a label; empty when none is located."""
        members = self._catalogue.by_label[code]
        return self._fill_map("label", [p for m in members for p in list_points(m)])

    def _fill_map(self, kind: str, points: Sequence[Mapping[str, object]]) -> str:
        return self._write_frame(kind, {"points": points}) if points else ""

    def _write_frame(
        self,
        kind: str,
        data: Mapping[str, object],
        contours: Sequence[Mapping[str, object]] = (),
    ) -> str:
        html, script = describe_map(kind, self._tiles, contours=bool(contours))
        filled = script.replace(f'"{PLACEHOLDER}"', str(htmlsafe_json_dumps(data)))
        if contours:
            drawn = htmlsafe_json_dumps(contours, separators=(",", ":"))
            filled = filled.replace(f'"{CONTOURS_PLACEHOLDER}"', str(drawn))
        return self._template.render(
            kind=kind,
            identifier=f"map_{kind}",
            canvas=Markup(html),  # noqa: S704 (folium's)
            script=Markup(filled),  # noqa: S704 (JSON safe in a script)
        )


class InitiativesLayer(MacroElement):
    """A folium layer drawn by our own front end, from the data that PLACEHOLDER stands for."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "essaim.addInitiatives({{ this._parent.get_name() }}, {{ this.data|tojson }},"
        " {{ this.options|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, kind: str, *, cluster: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "initiatives"
        self._id = kind
        self.data = PLACEHOLDER
        self.options = {"cluster": cluster}


class ContoursLayer(MacroElement):
    """A folium layer of contours, drawn by our own front end under the points."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "essaim.addContours({{ this._parent.get_name() }}, {{ this.data|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, kind: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "contours"
        self._id = kind
        self.data = CONTOURS_PLACEHOLDER


@lru_cache(maxsize=16)
def describe_map(kind: str, tiles: Tiles, *, contours: bool = False) -> tuple[str, str]:
    """Render a map of initiatives with folium: its element (HTML) and its script.

    The script holds PLACEHOLDER, a JSON string, where the data goes, and CONTOURS_PLACEHOLDER with
    `contours`. Identifiers come from `kind`, where folium's are random and would change the pages
    at every build.
    """
    drawing = folium.Map(
        location=FRANCE,
        tiles=None,
        zoom_start=5,
        scrollWheelZoom=False,
        # The plain background has no layer to tell Leaflet how far one may zoom.
        maxZoom=tiles.max_zoom,
        control_scale=True,
    )
    drawing._id = kind
    if tiles.url:
        layer = folium.TileLayer(
            tiles=tiles.url, attr=tiles.attribution, max_zoom=tiles.max_zoom, name="fond"
        )
        layer._id = kind
        layer.add_to(drawing)
    if contours:
        # First: the view is chosen when the points are drawn, and takes the contours in.
        ContoursLayer(kind).add_to(drawing)
    InitiativesLayer(kind, cluster=kind != "lieux").add_to(drawing)
    root = drawing.get_root()
    if not isinstance(root, Figure):
        raise TypeError("folium puts every map in a figure")
    root.render()
    return root.html.render().strip(), root.script.render().strip()
