"""What a tool is asked for because it does not send it: always at an address of its own, never at one that it sent."""

from __future__ import annotations

import json
from http.client import HTTPException, HTTPSConnection
from typing import Any, Protocol

from core.errors import Rejected, Unavailable

SILENCE_SECONDS = 10
LARGEST = 1_000_000
# Answers that say that it may work later; the other refusals want somebody to mend something.
PASSING = frozenset({408, 409, 425, 429})


class Remote(Protocol):
    """A tool that can be asked."""

    def get(self, host: str, path: str, token: str) -> Any:
        """The JSON there. Raises `Unavailable` where it may be there later, `Rejected` where it was refused."""


class Https:
    """Asks over HTTPS. A redirect is not followed, so that the token stays where it belongs."""

    def get(self, host: str, path: str, token: str) -> Any:
        """The JSON there."""
        connection = HTTPSConnection(host, timeout=SILENCE_SECONDS)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}", "User-Agent": "Filon"})
            answer = connection.getresponse()
            return understood(host, answer.status, answer.read(LARGEST))
        except (OSError, HTTPException) as error:
            raise Unavailable("{host} does not answer. It is asked again later.", host=host) from error
        finally:
            connection.close()


def understood(host: str, status: int, body: bytes) -> Any:
    """What an answer means. Raises `Unavailable` and `Rejected`, never quoting what the other side said."""
    if status in PASSING or status >= 500:
        raise Unavailable("{host} does not answer. It is asked again later.", host=host)
    if status != 200:
        raise Rejected(
            "{host} does not say who wrote (HTTP {status}). Check the access token of this endpoint, then replay it.",
            host=host,
            status=status,
        )
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unavailable("{host} does not answer. It is asked again later.", host=host) from error
