"""The time in seconds since 1970, as something that a test can hold still and move."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class ManualClock:
    """A clock that moves only when told to, so that no test has to sleep."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        """The time at which it stands."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let this much time pass."""
        self.now += seconds
