"""The pages to be: where each stands, what heads it, and how its HTML is made, without MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from essaim.catalogue import Catalogue
from essaim.collect.vocabulary import Label
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee
from essaim.publish.links import PageLinks
from essaim.publish.plain_lists import FOLDER, ONE_PAGE, list_regions
from essaim.publish.rendering import Renderer
from essaim.publish.stories import StoryWriter


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page among the site's files; `src_uri` is the Markdown file it stands for.

    `render` makes its HTML when MkDocs comes to it. `edit_uri` is the file to edit on the forge,
    from the folder of the written pages. `repeated` pages are many of the same kind and share one
    frame; a `bare` one has no header nor footer, for other sites to embed.
    """

    src_uri: str
    title: str
    description: str
    render: Callable[[PageLinks], str]
    edit_uri: str | None = None
    repeated: bool = False
    bare: bool = False


def plan_pages(
    catalogue: Catalogue, renderer: Renderer, stories: StoryWriter
) -> Iterator[PlannedPage]:
    """Plan every page of a catalogue but the home page, which is a written one."""
    yield _plan_index("catalogue", renderer.render_catalogue)
    yield PlannedPage(
        "integrer/index.md",
        write_text("interface.catalogue.integrer_page"),
        write_text("interface.catalogue.integrer_description"),
        partial(renderer.render_catalogue, bare=True),
        bare=True,
    )
    yield from _plan_lists(catalogue, renderer)
    yield _plan_index("themes", renderer.render_themes)
    for code, theme in catalogue.vocabulaires.themes.items():
        description = theme.definition or theme.nom
        render = partial(renderer.render_theme, code)
        yield PlannedPage(f"themes/{code}.md", theme.nom, description, render)
    yield from _plan_showcases(catalogue, renderer, stories)
    yield PlannedPage(
        "territoires/quel-quartier/index.md",
        write_text("interface.quel_quartier.titre"),
        write_text("interface.quel_quartier.description"),
        renderer.render_quartier_finder,
    )
    for located in catalogue.initiatives:
        yield _plan_initiative(located, renderer, stories)


def _plan_showcases(
    catalogue: Catalogue, renderer: Renderer, stories: StoryWriter
) -> Iterator[PlannedPage]:
    """Plan the pages beside the initiatives; a vocabulary that is empty has none."""
    words, showcases = catalogue.vocabulaires, renderer.showcases
    if words.leviers:
        yield _plan_index("leviers", showcases.render_leviers)
    for number, levier in words.leviers.items():
        render = partial(showcases.render_levier, number)
        description = levier.definition or levier.nom
        yield PlannedPage(f"leviers/{number}.md", levier.nom, description, render)
    for label in words.labels.values():
        yield _plan_label(label, renderer, stories)
    if words.glossaire:
        yield _plan_single("glossaire", showcases.render_glossary)
    yield _plan_single("plan-du-site", showcases.render_site_map, words="plan")


def _plan_single(name: str, render: Callable[[PageLinks], str], words: str = "") -> PlannedPage:
    return PlannedPage(
        f"{name}.md",
        write_text(f"interface.{words or name}.titre"),
        write_text(f"interface.{words or name}.description"),
        render,
    )


def _plan_label(label: Label, renderer: Renderer, stories: StoryWriter) -> PlannedPage:
    def render(links: PageLinks) -> str:
        presentation = stories.convert_text(label.presentation or "")
        drawn = renderer.maps.write_label_map(label.code, links)
        return renderer.showcases.render_label(label.code, presentation, drawn, links)

    description = write_text("interface.label.description", nom=label.nom, porteur=label.porteur)
    return PlannedPage(f"label/{label.code}.md", label.nom, description, render)


def _plan_index(name: str, render: Callable[[PageLinks], str]) -> PlannedPage:
    return PlannedPage(
        f"{name}/index.md",
        write_text(f"interface.{name}.titre"),
        write_text(f"interface.{name}.description"),
        render,
    )


def _plan_lists(catalogue: Catalogue, renderer: Renderer) -> Iterator[PlannedPage]:
    regions = list_regions(catalogue)
    whole = len(catalogue.initiatives) <= ONE_PAGE
    yield PlannedPage(
        f"{FOLDER}/index.md",
        write_text("interface.liste.titre"),
        write_text("interface.liste.description"),
        partial(renderer.render_list, regions, detail=whole),
    )
    for group in (group for region in regions for group in region.groups if not whole):
        count = len(group.initiatives)
        yield PlannedPage(
            f"{FOLDER}/{group.code}.md",
            write_text("interface.liste.page_titre", nom=group.nom),
            write_text("interface.liste.page_description", nom=group.nom, nombre=count),
            partial(renderer.render_departement, group),
            repeated=True,
        )


def _plan_initiative(
    located: InitiativeSituee, renderer: Renderer, stories: StoryWriter
) -> PlannedPage:
    initiative = located.initiative
    return PlannedPage(
        f"initiatives/{located.slug}.md",
        initiative.titre,
        initiative.resume,
        lambda links: renderer.render_initiative(located, stories.write_story(initiative), links),
        edit_uri=f"../{initiative.chemin}",
        repeated=True,
    )
