"""Addok and its Redis, started on loopback for the tests, and stopped whatever happens."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.geocoding.adresses import write_addresses
from tests.support.building import ROOT

ADDOK = ROOT / ".venv-addok/bin/addok"
CONFIGURATION = Path(__file__).with_name("addok.conf")
PATIENCE = 60
"""Seconds for a server to be ready; it takes about one."""
HELP = "run scripts/addok.sh (make test does)"


@contextmanager
def run_engine() -> Iterator[str]:
    """Give the domain (`127.0.0.1:port`) of an Addok that knows our addresses."""
    redis = shutil.which("redis-server")
    assert redis, f"no redis-server: {HELP}"
    assert ADDOK.is_file(), f"no {ADDOK.relative_to(ROOT)}: {HELP}"
    with ExitStack() as stack:
        # A short path: a socket's may not pass 107 bytes.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="addok-")))
        socket_path = folder / "redis.sock"
        stack.enter_context(
            run_server(
                [redis, "--port", "0", "--unixsocket", str(socket_path), "--save", ""],
                folder,
                lambda: ping(socket_path),
            )
        )
        environment = {
            **os.environ,
            "REDIS_SOCKET": str(socket_path),
            "ADDOK_LOG_DIR": str(folder),
            "ADDOK_CONFIG_MODULE": str(CONFIGURATION),
        }
        addresses = folder / "adresses.ndjson"
        write_addresses(addresses)
        for arguments in (["batch", str(addresses)], ["ngrams"]):
            subprocess.run(
                [ADDOK, *arguments], cwd=folder, env=environment, check=True, capture_output=True
            )
        port = find_port()
        stack.enter_context(
            run_server(
                [str(ADDOK), "serve", "--host", "127.0.0.1", "--port", str(port)],
                folder,
                lambda: is_healthy(port),
                environment,
            )
        )
        yield f"127.0.0.1:{port}"


@contextmanager
def run_server(
    command: list[str],
    folder: Path,
    is_ready: Callable[[], bool],
    environment: dict[str, str] | None = None,
) -> Iterator[None]:
    """Run a server until the end of the block; wait for it to be ready first."""
    log = folder / f"{Path(command[0]).name}.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=stream, stderr=subprocess.STDOUT
        )
    try:
        limit = time.monotonic() + PATIENCE
        while not is_ready():
            said = log.read_text("utf-8", "replace")
            assert process.poll() is None, f"{command[0]} stopped: {said}"
            assert time.monotonic() < limit, f"{command[0]} is not ready: {said}"
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ping(path: Path) -> bool:
    """Tell whether Redis answers."""
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def is_healthy(port: int) -> bool:
    """Tell whether Addok answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def find_port() -> int:
    """Find a port nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
