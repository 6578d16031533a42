"""Door: what MkDocs calls. Each hook fetches, calls a room and returns."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from essaim.config import EssaimConfig
from essaim.pipeline import CatalogueFolder, build_catalogue
from essaim.problems import Problem
from essaim.publish.pages import SitePages, prepare_theme
from essaim.publish.tiles import choose_tiles
from essaim.reports import format_text

log = logging.getLogger("mkdocs.plugins.essaim")


class EssaimPlugin(BasePlugin[EssaimConfig]):  # type: ignore[no-untyped-call]
    """The MkDocs plugin `essaim`: initiatives in, catalogue out."""

    serving = False
    site: SitePages

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether someone is writing: `serve` shows problems on the pages."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates in front of Material's."""
        return prepare_theme(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Build the catalogue and add its pages and data to the site's."""
        # A build makes many objects and no cycle: looking for some takes a tenth of its time.
        gc.disable()
        catalogue, problems = build_catalogue(self._find_folder(config))
        self._report(problems, config)
        tiles = choose_tiles(
            self.config.tuiles, self.config.tuiles_adresse, self.config.tuiles_attribution
        )
        self.site = SitePages(catalogue, self._find_folder(config), tiles, config)
        if not self.serving:
            self.site.begin()
        return self.site.add_files(files, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Hand over the environment of Material's templates."""
        self.site.share_environment(env)
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Give our pages their title, description and template."""
        self.site.describe_page(page)

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put in what readers get; last, so that the search indexes what its owner wrote only."""
        self.site.render_page(page, context)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of a page once it is written."""
        self.site.forget_page(page)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, and tidy up."""
        self.site.write_downloads(config.site_dir)
        self._end()

    def on_build_error(self, *, error: Exception) -> None:
        """Tidy up."""
        self._end()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when an initiative, a vocabulary or a place changes."""
        folder = self._find_folder(config)
        for name in (folder.initiatives, folder.vocabulaires, folder.reference, folder.lieux):
            if (folder.root / name).exists():
                server.watch(str(folder.root / name))
        return server

    def _end(self) -> None:
        gc.enable()
        # A build may fail before there is a site.
        if hasattr(self, "site"):
            self.site.end()

    def _find_folder(self, config: MkDocsConfig) -> CatalogueFolder:
        options = self.config
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        return CatalogueFolder(
            root, options.initiatives, options.vocabulaires, options.reference, options.lieux
        )

    def _report(self, problems: list[Problem], config: MkDocsConfig) -> None:
        errors = [problem for problem in problems if problem.is_error]
        config.extra["essaim_problemes"] = errors if self.serving else []
        if not problems:
            return
        report = format_text(problems)
        if errors and config.strict and not self.serving:
            raise Abort(report)
        # A warning of ours must not stop a strict build: MkDocs counts the records it logs.
        log.log(logging.WARNING if errors else logging.INFO, "\n%s", report)
