"""Gravity Forms' webhooks add-on: an entry whose fields have numbers, `"1"`, and parts of them, `"1.3"`.

The numbers mean something in one form only, so they are to be mapped. Without a map a name in parts can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake import payload
from intake.payload import Answer
from intake.sources.proof import sent_along
from intake.sources.shape import answers, key_of, part, table
from intake.sources.source import Source

FIELD = re.compile(r"(\d+)(?:\.(\d+))?")
# The parts of a name; an address has the same numbers, and is known by its first and fifth.
NAME = {"2": "salutation", "3": "first_name", "6": "last_name"}
ADDRESS = ("1", "5")
# Of the entry itself, and not said by the visitor.
NOISE = frozenset(
    {
        "id", "form_id", "post_id", "date_created", "date_updated", "is_starred", "is_read", "ip", "user_agent",
        "currency", "payment_status", "payment_date", "payment_amount", "payment_method", "transaction_id",
        "is_fulfilled", "created_by", "transaction_type", "status", "source_id", "submission_speeds",
    }
)  # fmt: skip


def read(content_type: str, body: bytes) -> Any:
    """JSON, or a form, as the add-on is set."""
    is_form = "x-www-form-urlencoded" in content_type or "form-data" in content_type
    return payload.pairs(content_type, body) if is_form else payload.json_value(body)


def key(event: Any, _headers: Headers) -> str | None:
    """The entry; numbers begin anew on every site."""
    return key_of(part(event, "source_url") or "?", part(event, "form_id"), part(event, "id"))


def flatten(event: Any) -> Iterator[Answer]:
    """The fields by their numbers, and what the company named itself."""
    entry = table(event)
    for name, value in entry.items():
        if name not in NOISE:
            yield from answers(name, value, kind=_type(name, entry))


def _type(name: str, entry: dict[str, Any]) -> str:
    number, piece = found.groups() if (found := FIELD.fullmatch(name)) else ("", None)
    is_address = any(f"{number}.{each}" in entry for each in ADDRESS)
    return "" if is_address else NAME.get(piece or "", "")


SOURCE = Source(
    title="Gravity Forms",
    setup=mark(
        "Form settings → Webhooks: POST, JSON, all fields; paste the address, and add the header X-Filon-Secret."
    ),
    verify=sent_along,
    read=read,
    key=key,
    flatten=flatten,
)
