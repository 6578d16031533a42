"""An address service on loopback that answers, or misbehaves, as told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

Reply = Callable[["Handler"], None]


def make_feature(
    label: str = "12 Rue de Villars 59220 Denain", **facts: object
) -> dict[str, object]:
    """Make a result as the Base Adresse Nationale writes it."""
    properties = {
        "label": label,
        "score": 0.95,
        "name": "12 Rue de Villars",
        "street": "Rue de Villars",
        "type": "housenumber",
        "citycode": "59172",
        "id": "59172_0870_00012",
    }
    point = facts.pop("point", (50.33, 3.39))
    assert isinstance(point, tuple)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
        "properties": properties | facts,
    }


def write_answer(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def send(body: bytes, status: int = 200, **headers: str) -> Reply:
    """Answer with this body."""

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def answer(*features: dict[str, object]) -> Reply:
    return send(write_answer(*features))


def cut(handler: Handler) -> None:
    """Promise more than is sent, and hang up."""
    body = write_answer(make_feature())
    send(body[: len(body) // 2], Content_Length=str(len(body)))(handler)
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def hang(handler: Handler) -> None:
    """Say nothing until the end of the test."""
    handler.server.over.wait(60)  # type: ignore[attr-defined]
    handler.close_connection = True


def hang_in_body(handler: Handler) -> None:
    """Begin an answer, then say nothing."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"features"')
    hang(handler)


def drip(handler: Handler) -> None:
    """Send a byte now and then, so that no time-out of the socket ever comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.over.wait(0.02):  # type: ignore[attr-defined]
        try:
            handler.wfile.write(b" " * 200)
        except OSError:
            break
    handler.close_connection = True


class Handler(BaseHTTPRequestHandler):
    """Plays the next reply, then the usual one."""

    protocol_version = "HTTP/1.1"
    # Headers and body leave in two pieces: the second would wait for 40 ms.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.server.play(self)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Server:
    """What the test tells and what it may look at. `usual` answers when `replies` is empty."""

    domain: str
    replies: list[Reply] = field(default_factory=list)
    usual: Reply = field(default_factory=lambda: answer(make_feature()))
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def play(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        self.paths.append(parts.path)
        self.asked.append(dict(parse_qsl(parts.query)))
        self.headers.append(dict(handler.headers))
        (self.replies.pop(0) if self.replies else self.usual)(handler)


class _LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the play."""


@contextmanager
def serve_addresses(path: str = "") -> Iterator[Server]:
    """Serve on a free port; `path` follows the host in the domain."""
    loopback = _LoopbackServer(("127.0.0.1", 0), Handler)
    server = Server(f"127.0.0.1:{loopback.server_address[1]}{path}")
    loopback.play = server.play  # type: ignore[attr-defined]
    loopback.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(
        target=loopback.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield server
    finally:
        loopback.over.set()  # type: ignore[attr-defined]
        loopback.shutdown()
        loopback.server_close()
        thread.join()
