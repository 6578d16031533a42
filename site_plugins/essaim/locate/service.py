"""What is expected of an address service: results, or the reason there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """A result: degrees WGS84, score between 0 and 1, INSEE code of the commune.

    `kind` is the service's word (`housenumber`, `street`, `locality`, `municipality`). `name` is
    the label without postcode and commune, `street` the same without the number. `identifier` is
    the service's, empty when it gives none.
    """

    latitude: float
    longitude: float
    label: str
    name: str
    street: str
    score: float
    kind: str
    citycode: str
    identifier: str = ""


class Cause(StrEnum):
    """Why a service gave no answer; the value names the sentence that says it."""

    SATURATED = "sature"
    FAILING = "panne"
    SLOW = "delai"
    CUT = "coupure"
    UNREACHABLE = "injoignable"
    UNREADABLE = "illisible"
    REDIRECTED = "redirection"
    UNTRUSTED = "certificat"
    REFUSED = "refus"
    REJECTED = "question"


PASSING: Final = frozenset(
    {
        Cause.SATURATED,
        Cause.FAILING,
        Cause.SLOW,
        Cause.CUT,
        Cause.UNREACHABLE,
        Cause.UNREADABLE,
    }
)
"""What may be gone a moment later: worth asking again."""

LASTING: Final = frozenset({Cause.REDIRECTED, Cause.UNTRUSTED, Cause.REFUSED})
"""What every other question would meet too. `REJECTED` is about one question only."""


class ServiceError(Exception):
    """No answer. `detail`: an HTTP status or where a redirection leads, empty when nothing helps.

    `wait`: seconds that the service asks for before the next question (`Retry-After`).
    """

    def __init__(self, cause: Cause, detail: str = "", wait: float | None = None) -> None:
        """Keep the facts; the sentence is made where it is shown."""
        super().__init__(cause.value, detail)
        self.cause = cause
        self.detail = detail
        self.wait = wait


class AddressService(Protocol):
    """Finds addresses."""

    @property
    def name(self) -> str:
        """What the lock keeps as the provider."""

    def search(
        self, text: str, *, citycode: str | None = None, postcode: str | None = None
    ) -> tuple[Candidate, ...]:
        """Return the results, within a commune or a postcode when given.

        ServiceError when there is no answer; an answer without result is an empty tuple.
        """
