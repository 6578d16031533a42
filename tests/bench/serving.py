"""Serve a folder on loopback as a careful web server would: compressed, connections kept open."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from tests.support.serving import serve_with

COMPRESSED = frozenset({".css", ".geojson", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
LEVEL = 6
"""What nginx, Apache and the large forges' pages use, or nearly."""


class CompressingHandler(SimpleHTTPRequestHandler):
    """Answers with whole files; texts are compressed, once for all visits."""

    protocol_version = "HTTP/1.1"
    # The head and the body in one packet: Nagle's algorithm would add 40 ms to small answers.
    wbufsize = -1

    def __init__(self, *arguments: object, bodies: dict[Path, bytes], **options: object) -> None:
        self.bodies = bodies
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        compressed = path.suffix in COMPRESSED
        if path not in self.bodies:
            content = path.read_bytes()
            self.bodies[path] = gzip.compress(content, LEVEL) if compressed else content
        body = self.bodies[path]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve_compressed(folder: Path) -> Iterator[str]:
    """Serve `folder` and give its address, without a final slash."""
    bodies: dict[Path, bytes] = {}
    handler = partial(CompressingHandler, directory=str(folder), bodies=bodies)
    with serve_with(handler) as address:
        yield address
