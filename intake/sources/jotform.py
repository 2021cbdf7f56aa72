"""Jotform: multipart; the answers are JSON in the part `rawRequest`. It signs nothing, so the address is the secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake import payload
from intake.payload import Answer
from intake.sources.proof import in_address
from intake.sources.shape import answers, key_of, part, table, text
from intake.sources.source import Source

QUESTION = re.compile(r"q\d+_(.*)")
# What Jotform's page tells of itself.
NOISE = frozenset(
    {
        "slug", "jsExecutionTracker", "submitSource", "buildDate", "uploadServerUrl", "eventObserver", "event_id",
        "timeToSubmit", "temp_upload", "file_server", "validatedNewRequiredFieldIDs", "path", "preview",
    }
)  # fmt: skip
NAME = {"prefix": "salutation", "first": "first_name", "last": "last_name"}
PHONE = ("country", "area", "phone", "full")


def read(content_type: str, body: bytes) -> Any:
    """The parts, with `rawRequest` read. `pretty` is for people: it cannot be taken apart again."""
    form = payload.pairs(content_type, body)
    return {**form, "rawRequest": payload.json_value(form.get("rawRequest", "").encode())}


def key(event: Any, _headers: Headers) -> str | None:
    """The submission."""
    return key_of(part(event, "submissionID"))


def flatten(event: Any) -> Iterator[Answer]:
    """The questions by Jotform's own keys, as in `q3_name`; files are there by their addresses."""
    for name, value in table(part(event, "rawRequest")).items():
        if name not in NOISE:
            question = QUESTION.fullmatch(name)
            yield from _answer(name, question[1] if question else name, value)


def _answer(name: str, label: str, value: Any) -> Iterator[Answer]:
    if isinstance(value, dict) and value.keys() & {"first", "last"}:
        for piece, said in value.items():
            yield from answers(f"{name}.{piece}", said, f"{label} ({piece})", NAME.get(piece, ""))
    elif isinstance(value, dict) and "addr_line1" in value:
        yield Answer(name, ", ".join(filter(None, map(text, value.values()))), label, "address")
    elif isinstance(value, dict) and "phone" in value:
        yield Answer(name, " ".join(filter(None, (text(value.get(each)) for each in PHONE))), label, "phone")
    elif text(value).startswith("data:image/"):
        yield Answer(name, "(signature)", label)
    else:
        yield from answers(name, value, label)


SOURCE = Source(
    title="Jotform",
    setup=mark("Settings → Integrations → Webhooks: paste the address, secret included, and complete."),
    verify=in_address,
    read=read,
    key=key,
    flatten=flatten,
)
