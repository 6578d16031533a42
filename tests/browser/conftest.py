"""A real Chromium, offline: only 127.0.0.1 answers, map tiles are drawn by the tests."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.support.building import ROOT, copy_demonstration, publish
from tests.support.serving import serve_folder

# The headless shell is the same engine without windows: half the time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWPORTS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8Dwn4EIwDiqkL4KAcT9GO0N4jD4"
    "AAAAAElFTkSuQmCC"
)
TILE_HOST = "data.geopf.fr"
# Asking Python about each of our own files would take longer than serving it.
ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")


@dataclass
class Visitor:
    """A browser window on the served site, that remembers what the pages asked for."""

    page: Page
    address: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def visit(self, path: str = "") -> Page:
        """Open a page of the site by its path from the site's root."""
        self.page.goto(f"{self.address}/{path}")
        return self.page


@pytest.fixture(scope="session")
def site_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the demonstration and serve it under `/mon-territoire`."""
    folder = copy_demonstration(tmp_path_factory.mktemp("demonstration"))
    # MkDocs needs the sub-path for the one page whose links cannot be relative: 404.html.
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nsite_url: http://127.0.0.1/mon-territoire/\n")
    served = tmp_path_factory.mktemp("served")
    publish(folder, "--site-dir", str(served / "mon-territoire"))
    with serve_folder(served) as address:
        yield f"{address}/mon-territoire"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium; a machine without one must say so, not skip."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


def open_visitor(
    browser: Browser, address: str, **options: object
) -> tuple[Visitor, BrowserContext]:
    """Open a window whose requests leave the machine only in appearance."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", **options)
    page = context.new_page()
    visitor = Visitor(page, address)

    def answer(route: Route) -> None:
        host = urlsplit(route.request.url).hostname
        if host == TILE_HOST:
            route.fulfill(body=TILE, content_type="image/png")
        else:
            visitor.strangers.append(route.request.url)
            route.abort()

    context.route(ELSEWHERE, answer)
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on(
        "console",
        lambda message: message.type == "error" and visitor.errors.append(message.text),
    )
    return visitor, context


@contextmanager
def welcome(browser: Browser, address: str, **options: object) -> Iterator[Visitor]:
    """Open a window; once it is closed, no stranger was asked and no script failed."""
    visitor, context = open_visitor(browser, address, **options)
    yield visitor
    context.close()
    assert visitor.strangers == []
    assert visitor.errors == []


def is_phone(page: Page) -> bool:
    """Tell whether the window is narrow enough for the menu to be behind its button."""
    return bool(page.viewport_size and page.viewport_size["width"] < 600)


@pytest.fixture(params=VIEWPORTS)
def visitor(
    request: pytest.FixtureRequest, browser: Browser, site_address: str
) -> Iterator[Visitor]:
    """Visit on a phone, then on a desktop; no stranger may be asked, no script may fail."""
    with welcome(browser, site_address, **VIEWPORTS[request.param]) as visitor:
        yield visitor


@pytest.fixture
def desktop(browser: Browser, site_address: str) -> Iterator[Visitor]:
    """Visit on a desktop alone, where the phone would repeat the same test."""
    with welcome(browser, site_address, **VIEWPORTS["desktop"]) as visitor:
        yield visitor


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Read axe-core, brought by `npm ci`."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def slugs() -> list[str]:
    """List the demonstration's initiatives."""
    return sorted(path.stem for path in Path(ROOT / "initiatives").glob("*.md"))
