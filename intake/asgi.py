"""The web process as its server calls it: the fast lane first, and Flask in threads for everything else."""

from __future__ import annotations

import gc
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware
from flask import Flask

from core.errors import Unavailable
from intake import breakage, fast_lane
from intake.fast_lane import Answer, Passage
from intake.payload import MOST_BYTES
from intake.post import Post, headers_of, sender_of
from intake.reception import EXTENSION, Reception

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

THREADS = 32
# What may stand in a query beside letters and digits.
_QUERY = "!$%&'()*+,-./:;=?@_~[]"


class Application:
    """One web process. `flask` answers what the fast lane leaves to it."""

    def __init__(self, flask: Flask) -> None:
        self._reception: Reception = flask.extensions[EXTENSION]
        self._proxies = self._reception.crm.settings.configuration.intake.proxies
        self._routes = WSGIMiddleware(_unbounded(flask), workers=THREADS)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _may_be_fast(scope):
            await self._leave_to_routes(scope, [], receive, send)
            return
        begun, messages = time.perf_counter(), await _all_of(receive)
        passage = self._passage(scope, messages)
        if passage is None:
            await self._leave_to_routes(scope, messages, receive, send)
            return
        answer = await self._store(passage)
        self._reception.figures.count(passage.route, answer.status, time.perf_counter() - begun)
        await _send(send, answer)

    async def _leave_to_routes(self, scope: Message, heard: list[Message], receive: Receive, send: Send) -> None:
        # The adapter takes nothing but ASCII here, though some senders write what they like.
        query = quote_from_bytes(scope.get("query_string", b""), safe=_QUERY).encode()
        await self._routes({**scope, "query_string": query}, _after(heard, receive), send)  # type: ignore[arg-type]

    def _passage(self, scope: Message, messages: Iterable[Message]) -> Passage | None:
        headers, body = headers_of(scope["headers"]), b"".join(message.get("body", b"") for message in messages)
        if int(headers["Content-Length"]) != len(body):
            return None
        sender = sender_of((scope.get("client") or (None,))[0], headers, self._proxies)
        try:
            return fast_lane.passage(
                self._reception, Post(scope["path"], scope.get("query_string", b""), headers, body, sender)
            )
        except Exception as error:  # noqa: BLE001 - the routes look at it once more, and they answer every error
            breakage.report(error, "fast_lane.broke")
            return None

    async def _store(self, passage: Passage) -> Answer:
        try:
            return passage.accepted(await self._reception.writer.store_soon(passage.arrivals))
        except Unavailable as error:
            return passage.refused(error)


def collect_rarely() -> None:
    """Spare the requests the search for garbage in cycles: theirs has none, and ours was there from the beginning.

    By Python's own settings it takes a tenth of the time, looking through all that was imported again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _may_be_fast(scope: Message) -> bool:
    """Small posts that say how long they are, to where the fast lane goes."""
    if scope["method"] != "POST" or not scope["path"].startswith(tuple(fast_lane.LANES)):
        return False
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return len(lengths) == 1 and lengths[0].isdigit() and int(lengths[0]) <= MOST_BYTES


async def _all_of(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _after(heard: list[Message], receive: Receive) -> Receive:
    """What was heard already once more, and then the rest."""
    left = iter(heard)

    async def listen() -> Message:
        known = next(left, None)
        return await receive() if known is None else known

    return listen


async def _send(send: Send, answer: Answer) -> None:
    headers = [(b"content-length", b"%d" % len(answer.body)), (b"x-content-type-options", b"nosniff")]
    headers += [_raw(*header) for header in answer.headers.items()]
    await send({"type": "http.response.start", "status": int(answer.status), "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


@lru_cache(maxsize=1024)
def _raw(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode(), value.encode()


def _unbounded(flask: Flask) -> Callable[..., Iterable[bytes]]:
    """The application, told that a body ends by itself where no length was announced, as ASGI has it."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return flask(environ | {"wsgi.input_terminated": True}, start_response)

    return application
