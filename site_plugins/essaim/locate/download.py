"""A file fetched over HTTP(S), within bounds of size and time, whole or not at all."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from essaim.locales import write_text

SCHEMES: Final = ("http://", "https://")
TIMEOUT: Final = 30.0
"""Seconds without a byte."""
DEADLINE: Final = 900.0
"""Seconds for the whole file."""
CHUNK: Final = 2**16
PAUSES: Final = (1.0, 4.0)
"""Seconds before the second and the third attempt."""


class DownloadError(Exception):
    """Why a file could not be fetched, as a French sentence; `again`: another try may do."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.again = again


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a download: bytes, seconds without a byte, seconds in all, pauses between tries."""

    smallest: int = 1
    largest: int = 200 * 2**20
    timeout: float = TIMEOUT
    deadline: float = DEADLINE
    pauses: tuple[float, ...] = PAUSES


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects (ten at most) to HTTP(S) only."""

    def redirect_request(  # noqa: PLR0917 (the signature is urllib's)
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse an address of another kind."""
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download_file(
    address: str,
    target: Path,
    limits: Limits | None = None,
    report: Callable[[int, int | None], object] | None = None,
) -> None:
    """Fetch `address` into `target`; `report(received, expected or None)` follows the bytes.

    DownloadError after the last attempt; OSError when `target` cannot be written. What was written
    of a failed attempt is left for the caller to remove.
    """
    limits = limits or Limits()
    _check_address(address)
    for pause in (*limits.pauses, None):
        try:
            _fetch_once(address, target, limits, report)
        except DownloadError as error:
            if pause is None or not error.again:
                raise
            time.sleep(pause)
        else:
            return


def _check_address(address: str) -> None:
    if not address.lower().startswith(SCHEMES):
        raise DownloadError(write_text("lieux.telechargement.adresse", adresse=address))


def _fetch_once(
    address: str,
    target: Path,
    limits: Limits,
    report: Callable[[int, int | None], object] | None,
) -> None:
    opener = urllib.request.build_opener(_SafeRedirects)
    request = urllib.request.Request(address, headers={"User-Agent": "essaim"})  # noqa: S310
    try:
        with opener.open(request, timeout=limits.timeout) as answer:
            _save_body(answer, target, limits, report)
    except urllib.error.HTTPError as error:
        again = error.code == http.client.TOO_MANY_REQUESTS or error.code >= 500
        raise _refuse("statut", again=again, statut=error.code) from None
    except TimeoutError:
        raise _refuse("delai", again=True) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _refuse("delai", again=True) from None
        raise _refuse("injoignable", again=True, raison=error.reason) from None
    except http.client.IncompleteRead:
        raise _refuse("interrompu", again=True) from None
    except (http.client.HTTPException, ConnectionError) as error:
        raise _refuse("injoignable", again=True, raison=error) from None


def _save_body(
    answer: Any,
    target: Path,
    limits: Limits,
    report: Callable[[int, int | None], object] | None,
) -> None:
    length = answer.headers.get("Content-Length", "")
    expected = int(length) if length.isdecimal() else None
    received = 0
    end = time.monotonic() + limits.deadline
    with target.open("wb") as stream:
        while True:
            if max(received, expected or 0) > limits.largest:
                raise _refuse("trop_gros", limite=limits.largest // 2**20)
            if time.monotonic() > end:
                raise _refuse("delai")
            chunk = answer.read1(CHUNK)
            if not chunk:
                break
            stream.write(chunk)
            received += len(chunk)
            if report:
                report(received, expected)
    # http.client says nothing of a body cut short when it is read by pieces.
    if expected is not None and received != expected:
        raise _refuse("coupe", again=True, recu=received, attendu=expected)
    if received < limits.smallest:
        raise _refuse("trop_petit", taille=received, minimum=limits.smallest)


def _refuse(reason: str, *, again: bool = False, **values: object) -> DownloadError:
    return DownloadError(write_text(f"lieux.telechargement.{reason}", **values), again=again)
