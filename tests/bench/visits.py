"""Visit a page in the machine's Chromium, slowed down, with nothing in its cache, and measure."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Error, Page, ViewportSize, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM_NAMES, TILE

SLOWDOWN = 4
HOST = "127.0.0.1"
# Names of other hosts are never looked up, even by what the browser does of its own.
ALONE = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
PROBE = Path(__file__).with_name("probe.js")
QUIET = 1.0
"""Seconds without a request after which nothing more is coming."""
STEP = 100
FACETS = ["theme", "territoire", "statut"]
"""Unfolded together, which is more than most people do."""
BOXES = 5
"""In each facet."""
TYPED = ["atelier jardin", "soldiarité", "école"]
"""An ordinary query, one with a typo, one with an accent."""


@dataclass
class Transfer:
    """A file asked for: its path, when (seconds on the browser's clock), its bytes on the wire."""

    path: str
    asked: float
    ended: float | None = None
    size: int = 0


@dataclass
class Traffic:
    """What a page fetches from our server; map tiles are answered here and not counted."""

    transfers: dict[str, Transfer] = field(default_factory=dict)

    def listen(self, session: CDPSession) -> None:
        """Follow a page from now on."""
        session.on("Network.requestWillBeSent", self._start)
        session.on("Network.loadingFinished", self._finish)
        session.on("Network.loadingFailed", self._finish)
        session.send("Network.enable")

    def is_over(self, now: float) -> bool:
        """Tell whether nothing is on its way, nor was a moment ago."""
        ends = [one.ended for one in self.transfers.values()]
        return all(end is not None and now - end > QUIET for end in ends)

    def _start(self, event: Mapping[str, Any]) -> None:
        parts = urlsplit(event["request"]["url"])
        if parts.hostname == HOST:
            self.transfers[event["requestId"]] = Transfer(parts.path, event["timestamp"])

    def _finish(self, event: Mapping[str, Any]) -> None:
        if transfer := self.transfers.get(event["requestId"]):
            transfer.ended = event["timestamp"]
            transfer.size = int(event.get("encodedDataLength", 0))


@dataclass(frozen=True)
class Stage:
    """A moment of a page's coming: when it was painted (milliseconds), the bytes asked before."""

    painted: float
    asked: Mapping[str, int]


@dataclass(frozen=True)
class Visit:
    """One visit: what came and when, then the memory after what was done there, in bytes.

    `memory`: once garbage is collected, typed arrays included; `heap`: as it is. `deeds`:
    milliseconds.
    """

    stages: Sequence[Stage]
    whole: Mapping[str, int]
    memory: int
    heap: int
    deeds: Mapping[str, Sequence[float]]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the machine's Chromium."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, ALONE])
        yield browser
        browser.close()


def visit_page(
    browser: Browser, address: str, stages: Sequence[Sequence[str]], *, act: bool
) -> Visit:
    """Open a page in a new profile until all its stages are there and nothing more comes.

    `stages`: selectors; `act`: click, type and measure too, on our catalogue only.
    """
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=VIEWPORT)
    page = context.new_page()
    session = context.new_cdp_session(page)
    traffic = Traffic()
    traffic.listen(session)
    answer_tiles(session)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    probe = PROBE.read_text("utf-8").rstrip().removesuffix(";")
    page.add_init_script(f"({probe})({json.dumps(stages)})")
    page.goto(address, wait_until="commit")
    moments = page.evaluate("() => mesure.etapes")
    wait_quiet(page, session, traffic)
    start = read_metrics(session)["NavigationStart"]
    transfers = list(traffic.transfers.values())
    passed = [
        Stage(
            moment["painted"],
            weigh(one for one in transfers if one.asked <= start + moment["seen"] / 1000),
        )
        for moment in moments
    ]
    deeds = do_deeds(page) if act else {}
    heap = int(read_metrics(session)["JSHeapUsedSize"])
    visit = Visit(passed, weigh(transfers), measure_memory(session), heap, deeds)
    context.close()
    return visit


def do_deeds(page: Page) -> dict[str, list[float]]:
    """Click, type, and watch the map follow."""
    deeds = {}
    for how, hurried in (("", False), (", hurried", True)):
        clicks, letters = [FACETS, BOXES, hurried], [TYPED, hurried]
        deeds[f"facet click{how}"] = page.evaluate("told => mesure.clics(...told)", clicks)
        deeds[f"keystroke{how}"] = page.evaluate("told => mesure.lettres(...told)", letters)
    deeds["map after a click"] = page.evaluate("told => mesure.carte(...told)", [FACETS, 2])
    return deeds


def answer_tiles(session: CDPSession) -> None:
    """Answer what is asked of other hosts with a picture of one pixel.

    Not by Playwright's routes: they would stop every request, ours too.
    """
    headers = {"Content-Type": "image/png", "Access-Control-Allow-Origin": "*"}
    answered = {
        "responseCode": 200,
        "responseHeaders": [{"name": name, "value": value} for name, value in headers.items()],
        "body": base64.b64encode(TILE).decode(),
    }

    def answer(event: Mapping[str, Any]) -> None:
        # The map may have moved since, and not want this tile any more.
        with suppress(Error):
            session.send("Fetch.fulfillRequest", {"requestId": event["requestId"], **answered})

    session.on("Fetch.requestPaused", answer)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})


def wait_quiet(page: Page, session: CDPSession, traffic: Traffic) -> None:
    """Wait until the page asks for nothing more."""
    while not traffic.is_over(read_metrics(session)["Timestamp"]):
        page.wait_for_timeout(STEP)


def read_metrics(session: CDPSession) -> dict[str, float]:
    """Read Chromium's own figures: seconds on its clock, bytes."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


def measure_memory(session: CDPSession) -> int:
    """Measure what scripts hold once garbage is collected: objects, nodes and typed arrays."""
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    names = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
    return int(sum(usage.get(name, 0) for name in names))


def weigh(transfers: Iterable[Transfer]) -> dict[str, int]:
    """Add up bytes by path."""
    sizes: dict[str, int] = {}
    for one in transfers:
        sizes[one.path] = sizes.get(one.path, 0) + one.size
    return sizes
