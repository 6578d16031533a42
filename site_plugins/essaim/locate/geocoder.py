"""The address service of the Géoplateforme, or an Addok of one's own: geopy's client, made strict.

Only the address, the postcode and the commune of a place are sent, with Essaim's name and version.
Certificates are checked. Redirections are refused: addresses go to nobody but the service that the
catalogue's owner chose. https://geoservices.ign.fr/documentation/services/services-geoplateforme/geocodage
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from math import isfinite
from typing import Any, Final
from urllib.parse import urlencode

import requests
from geopy.adapters import RequestsAdapter, get_retry_after
from geopy.geocoders import BANFrance

from essaim.locate.service import Candidate, Cause, ServiceError

DOMAIN: Final = "data.geopf.fr/geocodage"
PROVIDER: Final = "ban"
LIMIT: Final = 5
"""Results asked for: enough to see that an address is ambiguous."""
LARGEST: Final = 1_000_000
"""Bytes of an answer; five results take about three thousand."""

_STATUSES: Final[Mapping[int, Cause]] = {
    400: Cause.REJECTED,
    408: Cause.SLOW,
    413: Cause.REJECTED,
    414: Cause.REJECTED,
    422: Cause.REJECTED,
    429: Cause.SATURATED,
}


@dataclass(frozen=True, slots=True)
class Access:
    """Where a service is and how long it may take: seconds for a whole answer."""

    domain: str = DOMAIN
    scheme: str = "https"
    timeout: float = 10


class StrictAdapter(RequestsAdapter):  # type: ignore[misc]  # geopy has no types
    """Speaks HTTP with kept-alive connections; whatever goes wrong is a `ServiceError`."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        """Leave trying again to `patience`: urllib3 would do it unseen."""
        super().__init__(proxies=proxies, ssl_context=ssl_context, max_retries=0)

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Return the decoded body of a successful answer."""
        limit = time.monotonic() + timeout
        try:
            # The system's proxies are geopy's work; the rest of the environment is ignored.
            with self.session.get(
                url, timeout=timeout, headers=headers, allow_redirects=False, stream=True
            ) as answer:
                _check_status(answer)
                return json.loads(_read_body(answer, limit))
        except requests.exceptions.SSLError as error:
            raise ServiceError(Cause.UNTRUSTED) from error
        except requests.exceptions.Timeout as error:
            raise ServiceError(Cause.SLOW) from error
        except requests.exceptions.ChunkedEncodingError as error:
            raise ServiceError(Cause.CUT) from error
        except requests.exceptions.ConnectionError as error:
            raise ServiceError(_tell_apart(error)) from error
        except (requests.exceptions.RequestException, ValueError, RecursionError) as error:
            raise ServiceError(Cause.UNREADABLE) from error


def _check_status(answer: requests.Response) -> None:
    status = answer.status_code
    if 300 <= status < 400:
        raise ServiceError(Cause.REDIRECTED, answer.headers.get("Location", ""))
    if status >= 400:
        cause = _STATUSES.get(status, Cause.FAILING if status >= 500 else Cause.REFUSED)
        raise ServiceError(cause, str(status), _read_pause(answer))


def _read_pause(answer: requests.Response) -> float | None:
    """Return the seconds of `Retry-After`, a number or a date; None when it says neither."""
    try:
        seconds: float | None = get_retry_after(answer.headers)
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds


def _read_body(answer: requests.Response, limit: float) -> bytes:
    """Read by pieces: a server that drips bytes meets no socket's time-out."""
    body = bytearray()
    for piece in answer.iter_content(8192):
        body += piece
        if time.monotonic() > limit:
            raise ServiceError(Cause.SLOW)
        if len(body) > LARGEST:
            raise ServiceError(Cause.UNREADABLE)
    return bytes(body)


def _tell_apart(error: requests.exceptions.ConnectionError) -> Cause:
    # A time-out while the body is read comes as a ConnectionError; urllib3 keeps the reason inside.
    reason = error.args[0] if error.args else None
    reason = getattr(reason, "reason", reason)
    kind = type(reason).__name__
    if kind == "ReadTimeoutError":
        return Cause.SLOW
    return Cause.CUT if kind in {"ProtocolError", "IncompleteRead"} else Cause.UNREACHABLE


class Geocoder(BANFrance):  # type: ignore[misc]  # geopy has no types
    """geopy's client of the Base Adresse Nationale, with the filters it lacks."""

    def __init__(self, access: Access | None = None) -> None:
        """Open nothing yet: connections are made by the first search."""
        self.access = access or Access()
        super().__init__(
            domain=self.access.domain,
            scheme=self.access.scheme,
            timeout=self.access.timeout,
            user_agent=f"Essaim/{metadata.version('essaim')}",
            adapter_factory=StrictAdapter,
        )

    @property
    def name(self) -> str:
        """What the lock keeps: `ban`, or the domain of another service."""
        return PROVIDER if self.access.domain == DOMAIN else self.access.domain

    def search(
        self, text: str, *, citycode: str | None = None, postcode: str | None = None
    ) -> tuple[Candidate, ...]:
        """Return the results, best first as the service says; ServiceError when there are none."""
        asked = {
            "q": text,
            "limit": LIMIT,
            "autocomplete": 0,
            "citycode": citycode,
            "postcode": postcode,
        }
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        found: tuple[Candidate, ...] = self._call_geocoder(
            f"{self.geocode_api}?{query}", read_candidates
        )
        return found


def read_candidates(answer: Any) -> tuple[Candidate, ...]:
    """Read a GeoJSON collection of addresses; ServiceError when it is none."""
    try:
        return tuple(_read_candidate(feature) for feature in answer["features"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ServiceError(Cause.UNREADABLE) from error


def _read_candidate(feature: Mapping[str, Any]) -> Candidate:
    """Read one address. KeyError, TypeError or ValueError when something is missing or odd."""
    facts = feature["properties"]
    longitude, latitude = map(float, feature["geometry"]["coordinates"][:2])
    score = float(facts["score"])
    # `isfinite` and limits: JSON as Python reads it may hold NaN.
    if not (isfinite(score) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(feature)
    name = str(facts.get("name") or facts["label"])
    return Candidate(
        latitude=latitude,
        longitude=longitude,
        label=str(facts["label"]),
        name=name,
        street=str(facts.get("street") or name),
        score=min(1.0, max(0.0, score)),
        kind=str(facts["type"]),
        citycode=str(facts.get("citycode", "")),
        identifier=str(facts.get("id") or ""),
    )
