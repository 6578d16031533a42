"""The catalogue's pages, as MkDocs wants them: virtual files, then their final HTML."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from html import escape
from pathlib import Path, PurePosixPath
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
from essaim.pipeline import CatalogueFolder
from essaim.publish.communes_files import FOLDER as COMMUNES
from essaim.publish.communes_files import write_communes
from essaim.publish.contour_files import FOLDER as CONTOURS
from essaim.publish.contour_files import write_contours
from essaim.publish.data import CATALOGUE, POINTS, TEXTS, write_data
from essaim.publish.editions import stamp_address
from essaim.publish.links import PageLinks
from essaim.publish.maps import FoliumMaps
from essaim.publish.planning import PlannedPage, plan_pages
from essaim.publish.rendering import Renderer, share_words
from essaim.publish.shell import PageShell
from essaim.publish.showcases import list_abbreviations
from essaim.publish.stories import StoryWriter
from essaim.publish.territoires.site import TerritorySite
from essaim.publish.tiles import Tiles

THEME = Path(__file__).resolve().parent.parent / "theme"
ASSETS = "assets/essaim"
THEME_CSS = f"{ASSETS}/themes.css"
HOME = "index.md"
TERRITORY_SCRIPTS = ("quartier.js", "territoires.js")
TEMPLATE = "essaim.html"
TEMPLATE_WHOLE = "essaim-entiere.html"
TEMPLATE_BARE = "essaim-nue.html"


class PlannedMkDocsPage(Page):
    """A page of ours among MkDocs': what it shows is made later, from no Markdown."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page empty: MkDocs would build a converter for nothing."""
        self.content = ""
        self.toc = TableOfContents([])


class SitePages:
    """Hand a catalogue's pages to MkDocs, and finish those it gives back."""

    def __init__(
        self, catalogue: Catalogue, folder: CatalogueFolder, tiles: Tiles, config: MkDocsConfig
    ) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._reference = folder.root / folder.reference
        self._data = write_data(catalogue)
        self._renderer = Renderer(catalogue)
        maps = FoliumMaps(catalogue, tiles, self._renderer.environment, self._reference)
        self._renderer.maps = maps
        self._territories = TerritorySite(
            catalogue,
            self._renderer.tools,
            maps,
            self._reference,
            site_url=config.site_url or "",
            site_name=config.site_name,
            epoch=os.environ.get("SOURCE_DATE_EPOCH"),
        )
        self._shells: defaultdict[str, PageShell] = defaultdict(PageShell)
        self._environment = Environment(autoescape=True)
        explain_acronyms(catalogue, config)
        self._stories = StoryWriter(config.markdown_extensions, config.mdx_configs or {})
        plans = (
            *plan_pages(catalogue, self._renderer, self._stories),
            *self._territories.plan_pages(),
        )
        self._plans = {plan.src_uri: plan for plan in plans}

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add pages, images, data and assets to the files of the site.

        A page the owner wrote at one of our addresses wins.
        """
        for uri in [uri for uri in self._plans if files.get_file_from_path(uri)]:
            del self._plans[uri]
        for plan in self._plans.values():
            files.append(_make_page(plan, config))
        for uri, path in self._list_images():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        for path in list_assets():
            uri = f"{ASSETS}/{path.relative_to(THEME / 'assets/dist').as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        contents = self._write_contents()
        for uri, content in contents.items():
            files.append(File.generated(config, uri, content=content))
        _tell_addresses(contents, config)
        written = frozenset(file.src_uri for file in files.documentation_pages())
        self._renderer.link_pages(written)
        config.extra["essaim_pages"] = written
        config.extra["essaim_labels"] = list(self._catalogue.vocabulaires.labels.values())
        return files

    def begin(self) -> None:
        """Start what may run beside the rest of a build."""
        self._stories.begin_stories([located.initiative for located in self._catalogue.initiatives])

    def write_downloads(self, site_dir: str) -> None:
        """Write, once the pages are, the many files that stand beside them."""
        self._territories.write_downloads(Path(site_dir))

    def end(self) -> None:
        """Stop what `begin` started."""
        self._stories.end_stories()

    def share_environment(self, environment: Environment) -> None:
        """Let Material's templates, overridden by ours, say the words of our locales."""
        share_words(environment.globals)
        self._environment = environment

    def describe_page(self, page: Page) -> None:
        """Head one of our pages; Material's templates do not escape, so we do."""
        if page.file.src_uri == HOME:
            page.meta["template"] = TEMPLATE
        elif plan := self._plans.get(page.file.src_uri):
            page.meta.update(
                title=escape(plan.title),
                description=escape(plan.description),
                template=_choose_template(plan),
                # Material's index would grow without limit; initiatives are found in our data.
                search={"exclude": True},
            )

    def render_page(self, page: Page, context: TemplateContext) -> None:
        """Put in what readers get."""
        links = PageLinks(
            base=get_relative_url(".", page.url).rstrip("/") or ".",
            canonical=page.canonical_url,
            edit_url=page.edit_url,
        )
        if page.file.src_uri == HOME:
            page.content = self._renderer.render_home(page.meta, page.content or "", links)
            # Material would skip to the first heading; our header skips to the content.
            page.toc = TableOfContents([])
        elif plan := self._plans.get(page.file.src_uri):
            page.content = plan.render(links)
            if plan.repeated:
                self._frame_page(page, context)

    def forget_page(self, page: Page) -> None:
        """Drop the content of one of our pages: MkDocs would keep thousands until the end."""
        if page.file.src_uri in self._plans:
            page.content = ""

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

        # Pages of one folder are of one kind, and as far from the site's root.
        kind = str(PurePosixPath(page.file.src_uri).parent)
        page.content = self._shells[kind].fill_page(facts, render)

    def _write_contents(self) -> Mapping[str, str]:
        return {
            **self._data,
            **write_communes(self._reference),
            **write_contours(self._reference),
            **dict(self._territories.list_data()),
            THEME_CSS: self._renderer.render_theme_css(),
        }

    def _list_images(self) -> Iterable[tuple[str, Path]]:
        folder = self._folder.root / self._folder.initiatives / "images"
        if not folder.is_dir():
            return []
        return [
            (f"initiatives/images/{path.name}", path)
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.name.startswith(".")
        ]


def explain_acronyms(catalogue: Catalogue, config: MkDocsConfig) -> None:
    """Have Markdown's `abbr` explain the glossary's acronyms; those of mkdocs.yml win."""
    options: dict[str, Any] = config.mdx_configs.setdefault("abbr", {})
    ours = list_abbreviations(catalogue.vocabulaires.glossaire.values())
    options["glossary"] = {**ours, **(options.get("glossary") or {})}


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
    for name in ("carte.js", "carte.css", "catalogue.js", "trouver.js", *TERRITORY_SCRIPTS):
        extra[f"essaim_{name.replace('.', '_')}"] = _stamp_asset(name)
    return config


def list_assets() -> list[Path]:
    """List the built front end, sorted; empty when `npm run build` has not run."""
    return sorted(path for path in (THEME / "assets/dist").rglob("*") if path.is_file())


def _stamp_asset(name: str) -> str:
    path = THEME / "assets/dist" / name
    if not path.is_file():
        return f"{ASSETS}/{name}"
    return stamp_address(f"{ASSETS}/{name}", path.read_bytes())


def _choose_template(plan: PlannedPage) -> str:
    if plan.bare:
        return TEMPLATE_BARE
    return TEMPLATE_WHOLE if plan.repeated else TEMPLATE


def _stamp_content(uri: str, contents: Mapping[str, str]) -> str:
    return stamp_address(uri, contents[uri].encode())


def _tell_addresses(contents: Mapping[str, str], config: MkDocsConfig) -> None:
    """Let every page know where the data are and, for those that change, under which stamp."""
    extra: MutableMapping[str, Any] = config.extra
    extra["essaim_donnees"] = {
        "points": _stamp_content(POINTS, contents),
        "catalogue": _stamp_content(CATALOGUE, contents),
        "textes": _stamp_content(TEXTS, contents),
        "communes": COMMUNES,
        "contours": CONTOURS if any(uri.startswith(CONTOURS) for uri in contents) else "",
    }
    stamped = _stamp_content(THEME_CSS, contents)
    config.extra_css[:] = [stamped if uri == THEME_CSS else uri for uri in config.extra_css]


def _make_page(plan: PlannedPage, config: MkDocsConfig) -> File:
    hidden = plan.src_uri not in str(config.nav or "")
    file = File.generated(
        config,
        plan.src_uri,
        content="",
        inclusion=InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.UNDEFINED,
    )
    file.edit_uri = plan.edit_uri
    if hidden:
        PlannedMkDocsPage(None, file, config)  # which becomes the file's page
    return file
