"""What Filon must know of a form tool to take its calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import Headers

from intake import payload
from intake.payload import Answer
from intake.sources.remote import Remote


@dataclass(frozen=True)
class Call:
    """One request of a tool. `url` is the one that was pasted into it, `now` in Unix seconds."""

    method: str
    url: str
    token: str = field(repr=False)
    content_type: str
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    now: float


def read_json(_content_type: str, body: bytes) -> Any:
    """The body as JSON, whatever content type it claims. Raises `Refusal`."""
    return payload.json_value(body)


def _no_key(_event: Any, _headers: Headers) -> str | None:
    return None


def _no_test(_event: Any) -> bool:
    return False


def _alone(post: Any) -> list[Any]:
    return [post]


def _unchanged(event: Any, _remote: Remote, _token: str) -> Any:
    return event


@dataclass(frozen=True)
class Source:
    """One tool. `verify` judges a call by one secret; the rest works on a body that was read.

    `split` takes a post of several events apart, each in the shape of the whole. `key` names an event that comes again;
    without one, the body itself does. `fetch` asks the tool for what it did not send. `setup` says what to do there.
    """

    title: str
    setup: str
    verify: Callable[[Call, bytes], bool]
    flatten: Callable[[Any], Iterable[Answer]]
    read: Callable[[str, bytes], Any] = read_json
    split: Callable[[Any], list[Any]] = _alone
    key: Callable[[Any, Headers], str | None] = _no_key
    is_test: Callable[[Any], bool] = _no_test
    fetch: Callable[[Any, Remote, str], Any] = _unchanged
    challenge: Callable[[Mapping[str, str], bytes], str | None] | None = None
