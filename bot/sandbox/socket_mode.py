"""Socket Mode: the app connects to us, gets envelopes and answers each one by its id."""

from __future__ import annotations

import json
import queue
import secrets
import threading
from contextlib import suppress
from typing import Any, Protocol

from simple_websocket import ConnectionClosed

from bot.sandbox.records import Json


class WebSocket(Protocol):
    """What we use of `simple_websocket.Server`."""

    def send(self, data: str) -> None:
        """Send one text frame."""

    def receive(self, timeout: float | None = None) -> Any:
        """The next frame, or None when the timeout is over."""

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """Say goodbye."""


class Sockets:
    """The connections of the app, and the envelopes that wait for an answer."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, queue.SimpleQueue[Json]] = {}

    @property
    def connected(self) -> bool:
        """Whether an app listens."""
        return bool(self._open)

    def ticket(self) -> str:
        """A single-use pass for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    def serve(self, socket: WebSocket, ticket: str) -> None:
        """Keep one connection until it closes."""
        if ticket not in self._tickets:
            return
        self._tickets.discard(ticket)
        self._greet(socket)
        try:
            while True:
                self._answered(json.loads(socket.receive()))
        except (ConnectionClosed, TypeError, ValueError):
            # Closed by the other side, or a frame that is no envelope: Slack hangs up too.
            return
        finally:
            self._open.remove(socket)

    def ask(self, kind: str, payload: Json, timeout: float, **extra: Any) -> Json | None:
        """Send an envelope by the newest connection; the answer, or None when there is none in time."""
        envelope = secrets.token_hex(16)
        answer: queue.SimpleQueue[Json] = queue.SimpleQueue()
        self._waiting[envelope] = answer
        accepts = kind != "events_api"
        message = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": accepts}
        try:
            self._write(self._open[-1], {**message, **extra})
            return answer.get(timeout=timeout)
        except (queue.Empty, ConnectionClosed, OSError, IndexError):
            return None
        finally:
            del self._waiting[envelope]

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        for socket in list(self._open):
            self._write(socket, {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            for socket in list(self._open):
                with suppress(ConnectionClosed, OSError):
                    socket.close()

    def _greet(self, socket: WebSocket) -> None:
        """Hello comes before any envelope, and whoever heard it can be hung up on."""
        with self._lock:
            socket.send(json.dumps(self._hello()))
            self._open.append(socket)

    def _hello(self) -> Json:
        debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "debug_info": debug,
            "connection_info": {"app_id": self._app_id},
        }

    def _answered(self, message: Json) -> None:
        waiting = self._waiting.get(str(message.get("envelope_id")))
        if waiting:
            waiting.put(message.get("payload") or {})

    def _write(self, socket: WebSocket, message: Json) -> None:
        with self._lock:
            socket.send(json.dumps(message))
