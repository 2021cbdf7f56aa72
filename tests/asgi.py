"""One request to an ASGI application, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answered:
    """What came back; the names of headers are in lower case."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def post(
    application: Any,
    path: str,
    body: bytes | Iterable[bytes],
    headers: Iterable[tuple[str, str]] = (),
    *,
    query: bytes = b"",
    length: int | None = None,
    sender: str = "127.0.0.1",
) -> Answered:
    """POST the body, in several messages where it is given in parts; `length` is what the sender says it to be.

    After the last message the sender is gone.
    """
    parts = [body] if isinstance(body, bytes) else list(body)
    said = length if length is not None else sum(map(len, parts))
    raw = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
    raw += [(b"host", b"localhost"), (b"content-length", b"%d" % said)]
    about = {"type": "http", "http_version": "1.1", "scheme": "http", "server": ("localhost", 80), "root_path": ""}
    scope = about | {"method": "POST", "path": path, "query_string": query, "headers": raw, "client": (sender, 4711)}
    return asyncio.run(_called(application, scope, parts))


async def _called(application: Any, scope: dict[str, Any], parts: list[bytes]) -> Answered:
    answered, left = Answered(), list(parts)

    async def receive() -> dict[str, Any]:
        if not left:
            return {"type": "http.disconnect"}
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answered.status = message["status"]
            answered.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        answered.body += message.get("body", b"")

    await application(scope, receive, send)
    return answered
