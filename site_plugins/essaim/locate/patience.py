"""Asking a service politely: not too often, and again when it stumbles."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from essaim.locate.service import PASSING, Cause, ServiceError

RATE: Final = 40.0
"""Questions per second; the Géoplateforme blocks over 50."""

T = TypeVar("T")


@dataclass(slots=True)
class Patience:
    """The pace of questions and what follows a failure; all durations in seconds.

    `pauses`: before each new try, longer and longer. `block`: the least pause after a 429 that
    says nothing; the Géoplateforme blocks for 5 s. `longest`: a service that asks for more than
    that is not waited for. `tell(error, pause)` is called before each pause.
    """

    rate: float = RATE
    pauses: tuple[float, ...] = (1, 2, 4)
    block: float = 6
    longest: float = 60
    tell: Callable[[ServiceError, float], object] | None = None
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=0, init=False)

    def call(self, ask: Callable[[], T], *, again: bool = True) -> T:
        """Ask in turn, and `again` after a passing failure; ServiceError of the last try."""
        for pause in self.pauses if again else ():
            try:
                return self._ask_in_turn(ask)
            except ServiceError as error:
                wait = self._choose_pause(error, pause)
                if error.cause not in PASSING or wait > self.longest:
                    raise
                if self.tell:
                    self.tell(error, wait)
                self.sleep(wait)
        return self._ask_in_turn(ask)

    def _choose_pause(self, error: ServiceError, pause: float) -> float:
        if error.wait is not None:
            return max(0.0, error.wait)
        return max(pause, self.block) if error.cause is Cause.SATURATED else pause

    def _ask_in_turn(self, ask: Callable[[], T]) -> T:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.rate
        return ask()
