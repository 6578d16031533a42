"""geopy's client, made strict, facing a server of ours that misbehaves."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import metadata
from pathlib import Path
from threading import Thread

import pytest

from essaim.commands.geocoding import DOMAIN as OPTION_DOMAIN
from essaim.commands.geocoding import TIMEOUT, Geocoding
from essaim.locate.geocoder import DOMAIN, LARGEST, Access, Geocoder, read_candidates
from essaim.locate.service import Candidate, Cause, ServiceError
from tests.locate.address_server import (
    Reply,
    Server,
    answer,
    cut,
    drip,
    hang,
    hang_in_body,
    hang_up,
    make_feature,
    send,
    serve_addresses,
)

VILLARS = Candidate(
    50.33,
    3.39,
    "12 Rue de Villars 59220 Denain",
    "12 Rue de Villars",
    "Rue de Villars",
    0.95,
    "housenumber",
    "59172",
    "59172_0870_00012",
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve_addresses() as server:
        yield server


def make_geocoder(domain: str, timeout: float = 5) -> Geocoder:
    return Geocoder(Access(domain, "http", timeout))


def search(server: Server, timeout: float = 5) -> tuple[Candidate, ...]:
    with make_geocoder(server.domain, timeout) as geocoder:
        return geocoder.search("12 rue de Villars")


def fail(server: Server, reply: Reply, timeout: float = 5) -> tuple[Cause, str, float | None]:
    server.replies = [reply]
    with pytest.raises(ServiceError) as caught:
        search(server, timeout)
    return caught.value.cause, caught.value.detail, caught.value.wait


def test_the_default_is_the_geoplateforme_over_tls() -> None:
    geocoder = Geocoder()
    assert geocoder.geocode_api == "https://data.geopf.fr/geocodage/search"
    assert geocoder.name == "ban"
    assert (OPTION_DOMAIN, Geocoding().scheme, TIMEOUT) == (DOMAIN, "https", Access().timeout)


def test_an_answer_is_read(server: Server) -> None:
    assert search(server) == (VILLARS,)


def test_what_is_asked(server: Server) -> None:
    with make_geocoder(server.domain) as geocoder:
        geocoder.search("12 rue de l’Été 59220 Denain", citycode="59172")
        geocoder.search("rue Pasteur", postcode="75011")
    assert server.paths == ["/search", "/search"]
    assert server.asked == [
        {
            "q": "12 rue de l’Été 59220 Denain",
            "limit": "5",
            "autocomplete": "0",
            "citycode": "59172",
        },
        {"q": "rue Pasteur", "limit": "5", "autocomplete": "0", "postcode": "75011"},
    ]


def test_nothing_is_sent_but_the_question(server: Server) -> None:
    search(server)
    assert server.headers == [
        {
            "Host": server.domain,
            "User-Agent": f"Essaim/{metadata.version('essaim')}",
            "Accept-Encoding": server.headers[0]["Accept-Encoding"],
            "Accept": "*/*",
            "Connection": "keep-alive",
        }
    ]


def test_another_service_may_stand_below_a_path() -> None:
    with serve_addresses("/adresses") as server:
        assert search(server) == (VILLARS,)
        assert server.paths == ["/adresses/search"]
        assert make_geocoder(server.domain).name == server.domain


def test_an_empty_answer_is_no_failure(server: Server) -> None:
    server.replies = [answer()]
    assert search(server) == ()


@pytest.mark.parametrize(
    ("reply", "cause", "detail"),
    [
        (send(b"", 429), Cause.SATURATED, "429"),
        (send(b"", 500), Cause.FAILING, "500"),
        (send(b"", 502), Cause.FAILING, "502"),
        (send(b"", 503), Cause.FAILING, "503"),
        (send(b"", 408), Cause.SLOW, "408"),
        (send(b"", 400), Cause.REJECTED, "400"),
        (send(b"", 401), Cause.REFUSED, "401"),
        (send(b"", 403), Cause.REFUSED, "403"),
        (send(b"", 404), Cause.REFUSED, "404"),
        (send(b'{"features": [{"geo'), Cause.UNREADABLE, ""),
        (send(b"<html>"), Cause.UNREADABLE, ""),
        (send(b"\xff\xfe"), Cause.UNREADABLE, ""),
        (send(b"[" * 100_000), Cause.UNREADABLE, ""),
        (send(b" " * (LARGEST + 1)), Cause.UNREADABLE, ""),
        (send(b"{}", Content_Encoding="gzip"), Cause.UNREADABLE, ""),
        (cut, Cause.CUT, ""),
        (hang_up, Cause.CUT, ""),
    ],
)
def test_a_failure_has_its_cause(server: Server, reply: Reply, cause: Cause, detail: str) -> None:
    assert fail(server, reply) == (cause, detail, None)


@pytest.mark.parametrize("reply", [hang, hang_in_body, drip])
def test_a_server_that_hangs_is_left(server: Server, reply: Reply) -> None:
    assert fail(server, reply, timeout=0.2) == (Cause.SLOW, "", None)


@pytest.mark.parametrize(
    ("value", "wait"),
    [("7", 7), ("0", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("bientot", None)],
)
def test_the_pause_asked_for_is_read(server: Server, value: str, wait: float | None) -> None:
    assert fail(server, send(b"", 429, Retry_After=value)) == (Cause.SATURATED, "429", wait)
    assert fail(server, send(b"", 503, Retry_After=value)) == (Cause.FAILING, "503", wait)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(server: Server, status: int) -> None:
    target = f"http://{server.domain}/ailleurs"
    reply = send(b"", status, Location=target)
    assert fail(server, reply) == (Cause.REDIRECTED, target, None)
    assert server.paths == ["/search"]


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        domain = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ServiceError) as caught:
        make_geocoder(domain).search("12 rue de Villars")
    assert caught.value.cause is Cause.UNREACHABLE


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_an_unknown_certificate_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), Quiet)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        with pytest.raises(ServiceError) as caught:
            Geocoder(Access(f"127.0.0.1:{server.server_address[1]}", "https", 5)).search("rue")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert caught.value.cause is Cause.UNTRUSTED


@pytest.mark.parametrize(
    "answered",
    [
        None,
        [],
        {},
        {"features": None},
        {"features": [None]},
        {"features": [{}]},
        {"features": [{"properties": {}, "geometry": {"coordinates": [1, 2]}}]},
        {"features": [make_feature(score="beaucoup")]},
        {"features": [make_feature(score=float("nan"))]},
        {"features": [make_feature(point=(91, 0))]},
        {"features": [make_feature(point=(float("nan"), 0))]},
        {"features": [make_feature() | {"geometry": {"coordinates": [3]}}]},
        {"features": [make_feature() | {"geometry": None}]},
    ],
)
def test_what_is_no_list_of_addresses_is_unreadable(answered: object) -> None:
    with pytest.raises(ServiceError) as caught:
        read_candidates(answered)
    assert caught.value.cause is Cause.UNREADABLE


def test_little_is_enough() -> None:
    facts = {"label": "Grenay", "score": 1.01, "type": "municipality"}
    feature = {"properties": facts, "geometry": {"coordinates": [2.7, 50.4]}}
    assert read_candidates({"features": [feature]}) == (
        Candidate(50.4, 2.7, "Grenay", "Grenay", "Grenay", 1.0, "municipality", "", ""),
    )
