"""All that a site has of territories: pages to plan, data files, downloads to write at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from essaim.catalogue import Catalogue
from essaim.publish.planning import PlannedPage
from essaim.publish.showcases import Tools
from essaim.publish.territoires.atlas import build_atlas
from essaim.publish.territoires.downloads import Downloads
from essaim.publish.territoires.nearest import Measurer
from essaim.publish.territoires.observatory import ObservatoryRenderer
from essaim.publish.territoires.plans import plan_territories
from essaim.publish.territoires.registry import write_registry
from essaim.publish.territoires.rendering import TerritoryMapWriter, TerritoryRenderer


class TerritorySite:
    """The territories of one catalogue, for one site."""

    def __init__(
        self,
        catalogue: Catalogue,
        tools: Tools,
        maps: TerritoryMapWriter,
        reference: Path,
        *,
        site_url: str = "",
        site_name: str = "",
        epoch: str | None = None,
    ) -> None:
        """`reference`: where contours may be installed; `epoch`: SOURCE_DATE_EPOCH, if given."""
        self._atlas = build_atlas(catalogue)
        measurer = Measurer(catalogue, self._atlas, reference)
        self._pages = TerritoryRenderer(
            catalogue, self._atlas, measurer, tools, maps, site_name=site_name
        )
        self._observatory = ObservatoryRenderer(self._pages, epoch)
        root = f"{site_url.rstrip('/')}/" if site_url else ""
        self._downloads = Downloads(catalogue, self._atlas, tools.environment, root, site_name)

    def plan_pages(self) -> Iterator[PlannedPage]:
        """Plan the index, the observatory and a page per territory."""
        return plan_territories(self._pages, self._observatory)

    def list_data(self) -> Iterator[tuple[str, str]]:
        """Give the few files of the whole catalogue: (path from the site's root, content)."""
        yield "donnees/territoires.json", write_registry(self._atlas)
        yield from self._observatory.list_files()

    def write_downloads(self, folder: Path) -> int:
        """Write each territory's files in a built site, and return how many.

        Beside MkDocs, which would keep them all in memory.
        """
        count = 0
        for path, content in self._downloads.list_files():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            count += 1
        return count
