"""One attempt to call another system: bounded in time, and never led elsewhere by a redirect."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Literal
from urllib.parse import urlsplit

from core.endpoint import Endpoint
from core.handover.sign import signed

SILENCE_SECONDS = 10.0
LONGEST_SECONDS = 25.0
LONGEST_ANSWER = 500
LONGEST_PAUSE = 86_400
# Refusals that pass: the same call can be taken later. Redirects are not followed, and may be mended likewise.
PASSING = frozenset({408, 409, 425, 429})
Outcome = Literal["delivered", "refused", "later"]


@dataclass(frozen=True)
class Answer:
    """What came back: the status, or none where nobody answered; the first words; the pause in seconds asked for."""

    status: int | None
    said: str = ""
    pause: int = 0

    @property
    def outcome(self) -> Outcome:
        """What it means for the message."""
        if self.status is not None and 200 <= self.status < 300:
            return "delivered"
        is_final = self.status is not None and 400 <= self.status < 500 and self.status not in PASSING
        return "refused" if is_final else "later"

    @property
    def why(self) -> str:
        """The answer in a few words, for people."""
        return ": ".join(filter(None, (f"HTTP {self.status}" if self.status else "", self.said)))


def send(endpoint: Endpoint, webhook_id: str, body: bytes, *, longest: float = LONGEST_SECONDS) -> Answer:
    """Call the endpoint once; whatever it does, this ends within `longest` seconds."""
    headers = {"Content-Type": "application/json", "User-Agent": "Filon"}
    headers |= signed(endpoint.key, webhook_id, int(time.time()), body)
    address = urlsplit(endpoint.url)
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=min(SILENCE_SECONDS, longest))
    try:
        with _cut_off(connection, longest):
            connection.request("POST", path, body, headers)
            return _read(connection.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        return Answer(None, type(error).__name__)
    finally:
        connection.close()


@contextmanager
def _cut_off(connection: HTTPConnection, longest: float) -> Iterator[None]:
    """A receiver that sends a byte now and then would outlive every timeout of its socket."""
    timer = threading.Timer(longest, _shut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        connection.sock.shutdown(socket.SHUT_RDWR)


def _read(response: HTTPResponse) -> Answer:
    """The status and the first words; a success is one even where its body breaks off."""
    try:
        body = response.read(LONGEST_ANSWER)
    except (OSError, HTTPException):
        body = b""
    said = " ".join(re.sub(r"[^\w\s.,:;!?'’()/-]", " ", body.decode("utf-8", "replace")).split())[:200]
    return Answer(response.status, said, _pause(response.getheader("Retry-After", "")))


def _pause(asked: str) -> int:
    return min(int(asked), LONGEST_PAUSE) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
