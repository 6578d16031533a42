"""The catalogue's pages, as MkDocs wants them: virtual Markdown files, then their final HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from essaim.catalogue import Catalogue
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee
from essaim.pipeline import CatalogueFolder
from essaim.publish.data import write_map_data
from essaim.publish.links import PageLinks
from essaim.publish.maps import FoliumMaps
from essaim.publish.rendering import Renderer, share_words
from essaim.publish.sanitizer import clean_story
from essaim.publish.shell import PageShell
from essaim.publish.tiles import Tiles

THEME = Path(__file__).resolve().parent.parent / "theme"
ASSETS = "assets/essaim"
HOME = "index.md"
TEMPLATE = "essaim.html"
TEMPLATE_WHOLE = "essaim-entiere.html"

Render = Callable[[str, PageLinks], str]
Index = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be: its place among the site's files, what heads it, and how its HTML is made.

    `markdown` goes through MkDocs (links, images, admonitions) before `render` gets it as HTML.
    `index` gives what the site's search indexes of a contributed story, cleaned beforehand; without
    it the page is not searched.
    `repeated` pages are many of the same kind, and share one frame.
    """

    src_uri: str
    title: str
    description: str
    render: Render
    markdown: str = ""
    edit_uri: str | None = None
    index: Index | None = None
    repeated: bool = False


class SitePages:
    """Plan every page of a catalogue, hand them to MkDocs, and finish those it gives back."""

    def __init__(self, catalogue: Catalogue, folder: CatalogueFolder, tiles: Tiles) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._renderer = Renderer(catalogue)
        self._renderer.maps = FoliumMaps(catalogue, tiles, self._renderer.environment)
        self._stories: dict[str, str] = {}
        self._shell = PageShell()
        self._environment = Environment(autoescape=True)
        self._plans = {plan.src_uri: plan for plan in self._plan_pages()}

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add pages, images, data and assets to the files of the site."""
        for plan in self._plans.values():
            if files.get_file_from_path(plan.src_uri) is None:
                files.append(_make_page(plan, config))
        for uri, path in self._list_images():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        for path in list_assets():
            uri = f"{ASSETS}/{path.relative_to(THEME / 'assets/dist').as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        for uri, content in (
            ("donnees/carte.json", write_map_data(self._catalogue)),
            (f"{ASSETS}/themes.css", self._renderer.render_theme_css()),
        ):
            files.append(File.generated(config, uri, content=content))
        written = frozenset(file.src_uri for file in files.documentation_pages())
        self._renderer.link_pages(written)
        config.extra["essaim_pages"] = written
        return files

    def share_environment(self, environment: Environment) -> None:
        """Let Material's templates, overridden by ours, say the words of our locales."""
        share_words(environment.globals)
        self._environment = environment

    def describe_page(self, page: Page, markdown: str) -> str | None:
        """Head one of our pages; Material's templates do not escape, so we do."""
        meta = page.meta
        if page.file.src_uri == HOME:
            meta["template"] = TEMPLATE
        elif plan := self._plans.get(page.file.src_uri):
            meta["title"] = escape(str(meta.get("title", plan.title)))
            meta["description"] = escape(str(meta.get("description", plan.description)))
            meta["template"] = TEMPLATE_WHOLE if plan.repeated else TEMPLATE
            if not plan.index:
                meta["search"] = {"exclude": True}
        return None

    def index_page(self, page: Page, html: str) -> str | None:
        """Give the search the words of one of our pages; None leaves the page alone.

        Searching a whole page would index its furniture, and parsing that is half a build.
        """
        plan = self._plans.get(page.file.src_uri)
        if plan is None and page.file.src_uri != HOME:
            return None
        if plan and plan.index:
            html = clean_story(html)
        self._stories[page.file.src_uri] = html
        return plan.index(html) if plan and plan.index else ""

    def render_page(self, page: Page, context: TemplateContext) -> None:
        """Put in what readers get, once the search has read the page."""
        html = self._stories.pop(page.file.src_uri, None)
        if html is None:
            return
        links = PageLinks(
            base=get_relative_url(".", page.url).rstrip("/") or ".",
            canonical=page.canonical_url,
            edit_url=page.edit_url,
        )
        # Material would skip to the first heading of the story; our header skips to the content.
        page.toc = TableOfContents([])
        plan = self._plans.get(page.file.src_uri)
        if plan is None:
            page.content = self._renderer.render_home(page.meta, html, links)
            return
        page.content = plan.render(html, links)
        if plan.repeated:
            self._frame_page(page, context)

    def _frame_page(self, page: Page, context: TemplateContext) -> None:
        template = self._environment.get_template(TEMPLATE)
        facts = {
            "title": str(page.meta["title"]),
            "description": str(page.meta["description"]),
            "content": page.content or "",
        }
        if page.canonical_url:
            facts["canonical"] = page.canonical_url

        def render(values: Mapping[str, str]) -> str:
            page.meta.update(title=values["title"], description=values["description"])
            page.canonical_url = values.get("canonical")
            page.content = values["content"]
            try:
                return template.render(context)
            finally:
                page.meta.update(title=facts["title"], description=facts["description"])
                page.canonical_url = facts.get("canonical")

        page.content = self._shell.fill_page(facts, render)

    def _plan_pages(self) -> Iterator[PlannedPage]:
        renderer = self._renderer
        yield PlannedPage(
            "catalogue/index.md",
            write_text("interface.catalogue.titre"),
            write_text("interface.catalogue.description"),
            lambda html, links: renderer.render_catalogue(links),
        )
        yield PlannedPage(
            "themes/index.md",
            write_text("interface.themes.titre"),
            write_text("interface.themes.description"),
            lambda html, links: renderer.render_themes(links),
        )
        for code, theme in self._catalogue.vocabulaires.themes.items():
            yield PlannedPage(
                f"themes/{code}.md",
                theme.nom,
                theme.definition or theme.nom,
                lambda html, links, code=code: renderer.render_theme(code, links),  # type: ignore[misc]
            )
        for located in self._catalogue.initiatives:
            yield self._plan_initiative(located)

    def _plan_initiative(self, located: InitiativeSituee) -> PlannedPage:
        initiative = located.initiative

        def index(html: str) -> str:
            return self._renderer.render_search_entry(located, html)

        def render(html: str, links: PageLinks) -> str:
            return self._renderer.render_initiative(located, html, links)

        return PlannedPage(
            f"initiatives/{located.slug}.md",
            initiative.titre,
            initiative.resume,
            render,
            # A leading blank line: MkDocs would read « Clé : valeur » at the top as metadata.
            markdown=f"\n{initiative.recit}",
            edit_uri=f"../{initiative.chemin}",
            index=index,
            repeated=True,
        )

    def _list_images(self) -> Iterable[tuple[str, Path]]:
        folder = self._folder.root / self._folder.initiatives / "images"
        if not folder.is_dir():
            return []
        return [
            (f"initiatives/images/{path.name}", path)
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.name.startswith(".")
        ]


def prepare_theme(config: MkDocsConfig) -> MkDocsConfig:
    """Put our templates before Material's and our styles and scripts on every page."""
    if not config.use_directory_urls:
        raise PluginError(write_text("interface.erreurs.adresses_sans_dossier"))
    if not list_assets():
        raise PluginError(write_text("interface.erreurs.interface_non_construite"))
    custom = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(custom, str(THEME / "material"))
    for name in ("essaim.css", "themes.css"):
        config.extra_css.append(_stamp_asset(name))
    config.extra_javascript.append(_stamp_asset("essaim.js"))
    extra: MutableMapping[str, Any] = config.extra
    extra["essaim_carte_js"] = _stamp_asset("carte.js")
    extra["essaim_carte_css"] = _stamp_asset("carte.css")
    return config


def list_assets() -> list[Path]:
    """List the built front end, sorted; empty when `npm run build` has not run."""
    return sorted(path for path in (THEME / "assets/dist").rglob("*") if path.is_file())


def _stamp_asset(name: str) -> str:
    path = THEME / "assets/dist" / name
    if not path.is_file():
        return f"{ASSETS}/{name}"
    # Browsers keep files for long: a changed content must have another address.
    return f"{ASSETS}/{name}?v={sha256(path.read_bytes()).hexdigest()[:10]}"


def _make_page(plan: PlannedPage, config: MkDocsConfig) -> File:
    hidden = plan.src_uri not in str(config.nav or "")
    file = File.generated(
        config,
        plan.src_uri,
        content=plan.markdown,
        inclusion=InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.UNDEFINED,
    )
    file.edit_uri = plan.edit_uri
    return file
