"""What the routes have in common: they hold the core and the writer, and hand in what came, as it came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from flask import current_app, g, request
from werkzeug.datastructures import Headers

from core.crm import Crm
from core.inbox import Arrival, Receipt
from core.settings import Form
from intake.figures import Figures
from intake.gate import Caller
from intake.rates import Rates
from intake.writer import Writer

EXTENSION = "filon.intake"
SECRET = re.compile(r"auth|cookie|token|secret|key|signature|password|session", re.IGNORECASE)


@dataclass(frozen=True)
class Reception:
    """What every route works with; `callers` have a token of our own API."""

    crm: Crm
    writer: Writer
    callers: tuple[Caller, ...]
    rates: Rates
    figures: Figures


def reception() -> Reception:
    """The reception of the app that answers this request."""
    return cast("Reception", current_app.extensions[EXTENSION])


def form(name: str | None) -> Form | None:
    """The web form of this name, if there is one."""
    return reception().crm.settings.configuration.intake.forms.get(name or "")


def asked_form() -> Form | None:
    """The web form that this request's address names, if there is one."""
    return form((request.view_args or {}).get("name"))


def store(door: str, endpoint: str, key: str, body: bytes, content_type: str, **more: str) -> Receipt:
    """Store this request's submission before anybody judges it; `more` is what else is known of where it came from.

    Raises `Unavailable` where it was not committed.
    """
    return store_all(door, endpoint, [(key, body)], content_type, **more)[0]


def store_all(
    door: str, endpoint: str, bodies: Iterable[tuple[str, bytes]], content_type: str, **more: str
) -> Sequence[Receipt]:
    """Store this request's submissions, each body under its key. Raises `Unavailable` unless all were committed.

    Sent again, those that were stored are known by their keys.
    """
    origin, headers = {"ip": request.remote_addr, "page": request.referrer} | more, without_secrets(request.headers)
    if known := g.get("caller"):
        origin["caller"] = known.name
    return reception().writer.store_all(
        [Arrival(door, endpoint, key, content_type, body, headers, origin) for key, body in bodies]
    )


def without_secrets(headers: Mapping[str, str] | Headers) -> dict[str, str]:
    """The headers that may be kept: tokens and cookies belong to no record."""
    return {name: value for name, value in headers.items() if not _is_secret(name)}


@lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return SECRET.search(name) is not None
