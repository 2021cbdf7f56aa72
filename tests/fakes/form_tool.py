"""HubSpot and Meta where they are asked who wrote: the contacts and leads they know, and how they misbehave."""

from __future__ import annotations

from typing import Any

from intake.sources.remote import understood


class FakeRemote:
    """Knows what stands in `known` by the number in the path; `failure` is a status that is answered instead."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.failure: int | None = None
        self.asked: list[tuple[str, str, str]] = []

    def get(self, host: str, path: str, token: str) -> Any:
        self.asked.append((host, path, token))
        if self.failure:
            return understood(host, self.failure, b"<html>")
        number = path.partition("?")[0].rpartition("/")[2]
        return self.known[number] if number in self.known else understood(host, 404, b"{}")
