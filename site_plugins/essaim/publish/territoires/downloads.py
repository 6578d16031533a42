"""The files beside a territory's page: CSV, XLSX, GeoJSON and its feed.

Made one territory at a time and written at once: thousands of them would fill the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jinja2 import Environment

from essaim.catalogue import Catalogue
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.feeds import write_feed
from essaim.publish.territoires.geodata import frame_features, write_features, write_properties
from essaim.publish.territoires.rows import BASE, COLUMNS, BaseRow, describe_base, describe_tie
from essaim.publish.territoires.sheets import frame_csv, write_cell
from essaim.publish.territoires.workbooks import WorkbookWriter

CSV, XLSX, GEOJSON, FEED = "initiatives.csv", "initiatives.xlsx", "initiatives.geojson", "feed.xml"
FILES: Final[Mapping[str, tuple[str, str]]] = {
    "csv": (CSV, ""),
    "xlsx": (XLSX, ""),
    "geojson": (GEOJSON, ""),
    "flux": (FEED, "application/atom+xml"),
}
"""By the key of its name: the file and, for what is not downloaded but subscribed to, its type."""


def has_downloads(territory: Territory) -> bool:
    """Tell whether a territory has files: those without anyone would be empty."""
    return bool(territory.presences)


@dataclass(frozen=True, slots=True)
class Written:
    """An initiative already written for each format, but what depends on the territory."""

    base: BaseRow
    csv: str
    cells: str
    properties: str


class Downloads:
    """Write the files of every territory of an atlas."""

    def __init__(
        self,
        catalogue: Catalogue,
        atlas: Atlas,
        environment: Environment,
        site_url: str = "",
        site_name: str = "",
    ) -> None:
        """`site_url` ends with a slash; without it addresses are given from the site's root."""
        self._catalogue = catalogue
        self._atlas = atlas
        self._environment = environment
        self._site_url = site_url
        self._site_name = site_name
        self._written: dict[str, Written] = {}

    def list_files(self) -> Iterator[tuple[str, bytes]]:
        """Give every file as (path from the site's root, content)."""
        for territory in self._atlas.territories.values():
            if has_downloads(territory):
                for name, content in self.write_files(territory):
                    yield f"{territory.path}{name}", content

    def write_files(self, territory: Territory) -> Iterator[tuple[str, bytes]]:
        """Give the files of a territory by name."""
        lines = [self._header]
        rows: list[str] = []
        features: list[str] = []
        for presence in territory.presences:
            written = self._write_base(presence.located)
            latitude, longitude, relation, distance = describe_tie(presence)
            tie = (latitude, longitude, relation, distance, written.base.adresse)
            lines.append(f"{written.csv};{';'.join(map(write_cell, tie))}")
            rows.append(written.cells + self._workbooks.write_cells(tie, len(BASE)))
            features += write_features(presence, territory, written.properties, relation, distance)
        yield CSV, frame_csv(lines).encode()
        yield XLSX, self._workbooks.write_workbook(rows)
        yield GEOJSON, frame_features(features).encode()
        feed = write_feed(territory, self._environment, self._site_url, self._site_name)
        yield FEED, feed.encode()

    @cached_property
    def _header(self) -> str:
        return ";".join(
            write_cell(write_text(f"territoires.colonnes.{column}")) for column in COLUMNS
        )

    @cached_property
    def _workbooks(self) -> WorkbookWriter:
        return WorkbookWriter(self._environment, self._atlas.millesime)

    def _write_base(self, located: InitiativeSituee) -> Written:
        slug = located.slug
        if slug not in self._written:
            base = describe_base(located, self._catalogue.vocabulaires, self._site_url)
            cells = base.join()
            self._written[slug] = Written(
                base,
                ";".join(map(write_cell, cells)),
                self._workbooks.write_cells(cells),
                write_properties(slug, base),
            )
        return self._written[slug]
