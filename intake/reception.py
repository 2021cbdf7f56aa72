"""What the routes have in common: they hold the core and the writer, and hand in what came, as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from flask import current_app, request
from werkzeug.datastructures import Headers

from core.crm import Crm
from core.inbox import Arrival, Receipt
from core.settings import Form
from intake.gate import Caller
from intake.writer import Writer

EXTENSION = "filon.intake"
SECRET = re.compile(r"auth|cookie|token|secret|key|signature|password|session", re.IGNORECASE)


@dataclass(frozen=True)
class Reception:
    """What every route works with; `callers` have a token of our own API."""

    crm: Crm
    writer: Writer
    callers: tuple[Caller, ...]


def reception() -> Reception:
    """The reception of the app that answers this request."""
    return cast("Reception", current_app.extensions[EXTENSION])


def form(name: str | None) -> Form | None:
    """The web form of this name, if there is one."""
    return reception().crm.settings.configuration.intake.forms.get(name or "")


def asked_form() -> Form | None:
    """The web form that this request's address names, if there is one."""
    return form((request.view_args or {}).get("name"))


def store(door: str, endpoint: str, key: str, body: bytes, content_type: str) -> Receipt:
    """Store this request's submission before anybody judges it. Raises `Unavailable` where it was not committed."""
    origin = {"ip": request.remote_addr, "page": request.referrer}
    return reception().writer.store(
        Arrival(door, endpoint, key, content_type, body, without_secrets(request.headers), origin)
    )


def without_secrets(headers: Headers) -> dict[str, str]:
    """The headers that may be kept: tokens and cookies belong to no record."""
    return {name: value for name, value in headers.items() if not SECRET.search(name)}
