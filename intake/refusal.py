"""What this door refuses, with the HTTP status that says so."""

from __future__ import annotations

from core.errors import SalesError


class Refusal(SalesError):
    """A request that is not taken. `status` is of HTTP."""

    def __init__(self, status: int, message: str, /, **values: object) -> None:
        super().__init__(message, **values)
        self.status = status
