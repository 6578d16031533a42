"""The pace of questions, and what follows a failure; no test waits."""

from __future__ import annotations

import pytest

from essaim.locate.patience import Patience
from essaim.locate.service import Cause, ServiceError


class Clock:
    """A clock that moves when someone sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds

    def read(self) -> float:
        return self.now


def make_patience(clock: Clock, **fields: object) -> Patience:
    return Patience(sleep=clock.sleep, clock=clock.read, **fields)  # type: ignore[arg-type]


def stumble(*failures: ServiceError) -> object:
    left = list(failures)

    def ask() -> str:
        if left:
            raise left.pop(0)
        return "trouvé"

    return ask


def test_questions_keep_their_distance() -> None:
    clock = Clock()
    patience = make_patience(clock)
    for _ in range(3):
        patience.call(lambda: None)
    assert clock.slept == [0.025, 0.025]
    clock.now += 1
    patience.call(lambda: None)
    assert clock.slept == [0.025, 0.025]


@pytest.mark.parametrize(
    ("failures", "slept"),
    [
        ([ServiceError(Cause.FAILING)], [1]),
        (
            [ServiceError(Cause.SLOW), ServiceError(Cause.CUT), ServiceError(Cause.UNREADABLE)],
            [1, 2, 4],
        ),
        ([ServiceError(Cause.UNREACHABLE)], [1]),
        ([ServiceError(Cause.SATURATED)], [6]),
        ([ServiceError(Cause.SATURATED, wait=2)], [2]),
        ([ServiceError(Cause.SATURATED, wait=0)], [0, 0.025]),
        ([ServiceError(Cause.FAILING, wait=60)], [60]),
        ([ServiceError(Cause.SATURATED, wait=-5)], [0, 0.025]),
    ],
)
def test_a_passing_failure_is_asked_again(failures: list[ServiceError], slept: list[float]) -> None:
    clock = Clock()
    told: list[float] = []
    patience = make_patience(clock, tell=lambda _, wait: told.append(wait))
    assert patience.call(stumble(*failures)) == "trouvé"  # type: ignore[arg-type]
    assert clock.slept == slept
    assert told == [wait for wait in slept if wait != 0.025]


@pytest.mark.parametrize(
    ("failures", "slept"),
    [
        ([ServiceError(Cause.FAILING)] * 4, [1, 2, 4]),
        ([ServiceError(Cause.SATURATED, wait=61)], []),
        ([ServiceError(Cause.REJECTED)], []),
        ([ServiceError(Cause.REDIRECTED)], []),
        ([ServiceError(Cause.UNTRUSTED)], []),
        ([ServiceError(Cause.REFUSED)], []),
        ([ServiceError(Cause.FAILING), ServiceError(Cause.REFUSED)], [1]),
    ],
)
def test_the_last_failure_is_raised(failures: list[ServiceError], slept: list[float]) -> None:
    clock = Clock()
    with pytest.raises(ServiceError) as caught:
        make_patience(clock).call(stumble(*failures))  # type: ignore[arg-type]
    assert caught.value is failures[-1]
    assert clock.slept == slept


def test_one_try_when_asked() -> None:
    clock = Clock()
    with pytest.raises(ServiceError):
        make_patience(clock).call(stumble(ServiceError(Cause.SLOW)), again=False)  # type: ignore[arg-type]
    assert clock.slept == []
