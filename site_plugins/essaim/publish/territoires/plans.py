"""Where the pages of territories stand, and what heads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from essaim.locales import write_text
from essaim.publish.links import PageLinks
from essaim.publish.planning import PlannedPage
from essaim.publish.territoires.observatory import ObservatoryRenderer
from essaim.publish.territoires.rendering import TerritoryRenderer
from essaim.publish.territoires.views import write_description, write_title


def plan_territories(
    renderer: TerritoryRenderer, observatory: ObservatoryRenderer
) -> Iterator[PlannedPage]:
    """Plan the tree, the observatory, and a page per territory."""
    yield _plan_index("territoires", "accueil", renderer.render_index)
    yield _plan_index("observatoire", "observatoire", observatory.render_page)
    for territory in renderer.atlas.territories.values():
        yield PlannedPage(
            f"{territory.path.rstrip('/')}.md",
            write_title(territory),
            write_description(territory),
            partial(renderer.render_territory, territory),
            repeated=True,
        )


def _plan_index(folder: str, words: str, render: Callable[[PageLinks], str]) -> PlannedPage:
    return PlannedPage(
        f"{folder}/index.md",
        write_text(f"territoires.{words}.titre"),
        write_text(f"territoires.{words}.description"),
        render,
    )
