"""The fast lane: what programs send to a form, and form tools to their hooks, past Flask and straight to the writer.

Flask's own work on a request costs several times what storing it does. Here goes only what is sure to be stored:
whatever needs a refusal, a page or a second look is left to the routes, which decide on it from the beginning. So both
ways give the same answer, and a test compares them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NamedTuple, TypeAlias

import orjson
from werkzeug.datastructures import Headers

from core.errors import SalesError, Unavailable
from core.inbox import Arrival, Receipt
from core.language import Language
from intake import forms, hooks, hosted, pages, payload, problems
from intake.identity import key_of_answers
from intake.post import Post
from intake.reception import Reception, without_secrets
from intake.sources.source import Call

READABLE = frozenset({"application/x-www-form-urlencoded", "application/json"})


class Answer(NamedTuple):
    """What is sent back."""

    status: int
    body: bytes
    headers: dict[str, str]


class Passage(NamedTuple):
    """What is to be stored, and how the sender hears of it. `route` is what Flask calls the same way."""

    route: str
    arrivals: Sequence[Arrival]
    status: Callable[[Sequence[Receipt]], str]
    language: Language
    headers: dict[str, str]

    def accepted(self, receipts: Sequence[Receipt]) -> Answer:
        """The answer once all is committed."""
        body = orjson.dumps({"id": receipts[0].id, "status": self.status(receipts)})
        return Answer(200, body + b"\n", {"content-type": "application/json"} | self.headers)

    def refused(self, error: Unavailable) -> Answer:
        """The answer where it could not be stored."""
        status = HTTPStatus.SERVICE_UNAVAILABLE
        members = problems.members(status, error, self.language, is_hook=self.route.startswith("hooks."))
        more = {"content-type": problems.CONTENT_TYPE, **problems.HEADERS[status]}
        return Answer(status, json.dumps(members).encode(), more | self.headers)


def passage(reception: Reception, post: Post) -> Passage | None:
    """The way of this request, or none where the routes must look at it."""
    find = next((find for prefix, find in LANES.items() if post.path.startswith(prefix)), None)
    try:
        return find(reception, post) if find else None
    except SalesError:
        return None


def _to_form(reception: Reception, post: Post) -> Passage | None:
    """A program's post: not our own form, which a visitor may have to mend, nor a browser's, which is sent on."""
    name, headers = post.path.removeprefix("/f/"), post.headers
    form = reception.crm.settings.configuration.intake.forms.get(name)
    mimetype = post.mimetype
    if form is None or post.query or "Origin" in headers or mimetype not in READABLE:
        return None
    answers = payload.read(post.content_type, post.body)
    is_json = mimetype == "application/json"
    if not (is_json or forms.prefers_json(headers.get("Accept", ""))) or hosted.is_hosted(answers):
        return None
    rates = reception.rates
    (rates.count_tool if is_json else rates.count_visitor)(name, post.sender)
    language = _language(reception, post)
    key, more = key_of_answers(answers, datetime.now(UTC).date()), forms.origin_of(answers, language)
    arrival = Arrival("form", name, key, post.content_type, post.body, *_where_from(post, more))
    return Passage("forms.submit", [arrival], _is_new, language, {"vary": "Origin"})


def _to_hook(reception: Reception, post: Post) -> Passage | None:
    endpoint, _, token = post.path.removeprefix("/hooks/").partition("/")
    settings = reception.crm.settings
    hook = settings.configuration.intake.hooks.get(endpoint)
    if hook is None or "/" in token or post.query:
        return None
    url = settings.public_url.rstrip("/") + post.path
    call = Call("POST", url, token, post.content_type, Headers([*post.headers.items()]), post.body, time.time())
    events = hooks.proven_events(hook, settings.hook_keys[endpoint], call)
    reception.rates.count_tool(endpoint, post.sender)
    where = _where_from(post, {})
    arrivals = [Arrival("hook", endpoint, event.key, post.content_type, event.body, *where) for event in events]
    return Passage(
        "hooks.receive", arrivals, lambda receipts: hooks.status_of(events, receipts), _language(reception, post), {}
    )


def _where_from(post: Post, more: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str | None]]:
    """The headers and the origin that are stored with it."""
    return without_secrets(post.headers), {"ip": post.sender, "page": post.headers.get("Referer"), **more}


def _is_new(receipts: Sequence[Receipt]) -> str:
    return "accepted" if receipts[0].is_new else "duplicate"


def _language(reception: Reception, post: Post) -> Language:
    company = reception.crm.settings.configuration.company
    return pages.preferred(post.headers.get("Accept-Language", ""), company.language)


Lane: TypeAlias = Callable[[Reception, Post], Passage | None]
LANES: Mapping[str, Lane] = {"/f/": _to_form, "/hooks/": _to_hook}
