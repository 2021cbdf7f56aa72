"""Faults on order: Web API methods that fail so that an app can prove how it copes."""

from __future__ import annotations

from collections import defaultdict, deque

RATE_LIMITED = "ratelimited"


class Faults:
    """Failures that wait for the next calls of a method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[str | int]] = defaultdict(deque)

    def order(self, method: str, error: str | int, times: int) -> None:
        """Let the next calls fail with an error code, or with an HTTP status when it is a number."""
        self._waiting[method].extend([error] * times)

    def take(self, method: str) -> str | int | None:
        """The failure that this call must meet, if any."""
        return self._waiting[method].popleft() if self._waiting[method] else None
