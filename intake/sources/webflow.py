"""Webflow: version 1 has the fields at the top, version 2 under `payload`. Hooks of the dashboard are not signed.

https://developers.webflow.com/data/docs/working-with-webhooks has the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import hexadecimal, in_address, is_fresh, same
from intake.sources.shape import answers, key_of, part, rows, table, text
from intake.sources.source import Call, Source

SIGNATURE = "x-webflow-signature"
# A second field of one name on a page is called "Email 2".
NUMBERED = re.compile(r"[ -]\d+$")


def verify(call: Call, secret: bytes) -> bool:
    """The signature of time and body, or for hooks of the dashboard, which have none, the secret in the address."""
    if SIGNATURE not in call.headers:
        return in_address(call, secret)
    stamp = call.headers.get("x-webflow-timestamp", "")
    signed = stamp.encode("utf-8", "replace") + b":" + call.body
    return same(call.headers[SIGNATURE], hexadecimal(secret, signed)) and is_fresh(stamp, call.now, per_second=1000)


def key(event: Any, _headers: Headers) -> str | None:
    """The submission, which version 1 calls `_id`."""
    return key_of(part(event, "payload", "id")) or key_of(part(event, "_id"))


def flatten(event: Any) -> Iterator[Answer]:
    """The fields; their labels are their keys."""
    form = part(event, "payload") or event
    types = {text(field.get("fieldName")): field.get("fieldType") for field in rows(part(form, "schema"))}
    for name, value in table(part(form, "data")).items():
        yield from answers(name, value, NUMBERED.sub("", name), types.get(name))


SOURCE = Source(
    title="Webflow",
    setup=mark(
        "Site settings → Apps & integrations → Webhooks, form submission: paste the address with the secret. "
        "Hooks made over the API are signed, and take the address without it."
    ),
    verify=verify,
    key=key,
    flatten=flatten,
)
