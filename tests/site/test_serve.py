"""`mkdocs serve`: edits are seen at once, a broken file shows its problems, the others stay up."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.building import make_environment

DEADLINE = 60
"""Seconds before a change that never comes is a failure."""


@dataclass
class Served:
    """A running `mkdocs serve`."""

    folder: Path
    address: str
    lines: list[str]

    def read(self, path: str = "") -> str:
        """Read a page, empty while the server does not answer."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def await_page(self, path: str, accept: Callable[[str], bool]) -> str:
        """Read a page again until it is accepted."""
        limit = time.monotonic() + DEADLINE
        while time.monotonic() < limit:
            if accept(page := self.read(path)):
                return page
            threading.Event().wait(0.1)
        raise AssertionError(f"/{path} never became as expected; console:\n{''.join(self.lines)}")


@pytest.fixture
def served(small_folder: Path) -> Iterator[Served]:
    """Serve the small catalogue on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=small_folder,
        env=make_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    assert process.stdout
    reader = threading.Thread(target=lambda: lines.extend(process.stdout), daemon=True)
    reader.start()
    try:
        yield Served(small_folder, f"http://127.0.0.1:{port}/petit", lines)
    finally:
        process.terminate()
        process.wait(10)
        reader.join(10)
        process.stdout.close()


def test_edits_reload_and_broken_files_are_shown(served: Served) -> None:
    served.await_page("initiatives/simple/", lambda page: "Un récit court." in page)

    file = served.folder / "initiatives/simple.md"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("Un récit court.", "Un récit récrit."), "utf-8")
    served.await_page("initiatives/simple/", lambda page: "Un récit récrit." in page)

    themes = served.folder / "vocabulaires/themes.yml"
    themes.write_text(themes.read_text("utf-8").replace("nom: Culture", "nom: Arts"), "utf-8")
    served.await_page("themes/culture/", lambda page: "Arts" in page)

    file.write_text(sound.replace("type: atelier", "type: ateler"), "utf-8")
    page = served.await_page("", lambda page: "simple.md" in page)
    assert "Vouliez-vous dire" in page
    assert "atelier" in page
    assert "L’atelier" in served.read("initiatives/atelier-complet/")
    console = "".join(served.lines)
    assert re.search(r"initiatives/simple\.md:\d+:\d+: type", console)

    file.write_text(sound, "utf-8")
    served.await_page("initiatives/simple/", lambda page: "Un récit court." in page)
    assert "Vouliez-vous dire" not in served.read("")
