"""What happens, as it happens, to everyone who may see it: the source of the page's server-sent events."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.sandbox.records import Json

PULSE = 15.0


class Stream:
    """Subscribers by person."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: dict[queue.SimpleQueue[Json | None], str] = {}
        self._closed = False

    def publish(self, audience: set[str], kind: str, **data: Any) -> None:
        """Tell these people."""
        with self._lock:
            for inbox, user in self._subscribers.items():
                if user in audience:
                    inbox.put({"type": kind, **data})

    def lines(self, user: str) -> Iterator[str]:
        """Server-sent events until the stream is closed, with a comment when nothing happens for long."""
        with self._subscription(user) as inbox:
            yield ": connected\n\n"
            while True:
                try:
                    happening = inbox.get(timeout=PULSE)
                except queue.Empty:
                    yield ": still here\n\n"
                    continue
                if happening is None:
                    return
                yield f"data: {json.dumps(happening)}\n\n"

    def close(self) -> None:
        """End every subscription."""
        with self._lock:
            self._closed = True
            for inbox in self._subscribers:
                inbox.put(None)

    @contextmanager
    def _subscription(self, user: str) -> Iterator[queue.SimpleQueue[Json | None]]:
        inbox: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        with self._lock:
            self._subscribers[inbox] = user
            if self._closed:
                inbox.put(None)
        try:
            yield inbox
        finally:
            with self._lock:
                del self._subscribers[inbox]
