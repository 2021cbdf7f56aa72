"""Faults on order: Web API methods that fail so that an app can prove how it copes."""

from __future__ import annotations

import socket
from collections import defaultdict, deque
from collections.abc import Callable

from flask import request

RATE_LIMITED = "ratelimited"


def hang_up() -> None:
    """Break the connection of the request that is being answered."""
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)


class Faults:
    """Failures that wait for the next calls of a method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[str | int]] = defaultdict(deque)
        self._deeds: dict[str, deque[Callable[[], object]]] = defaultdict(deque)

    def order(self, method: str, error: str | int, times: int) -> None:
        """Let the next calls fail with an error code, or with an HTTP status when it is a number."""
        self._waiting[method].extend([error] * times)

    def order_deed(self, method: str, deed: Callable[[], object]) -> None:
        """Do this when the next call was taken, before it is answered."""
        self._deeds[method].append(deed)

    def strike(self, method: str) -> None:
        """The call was taken: what was ordered for this moment happens."""
        if self._deeds[method]:
            self._deeds[method].popleft()()

    def take(self, method: str) -> str | int | None:
        """The failure that this call must meet, if any."""
        return self._waiting[method].popleft() if self._waiting[method] else None
