"""Any program that signs as Standard Webhooks has it (https://www.standardwebhooks.com).

Nothing that the caller sent is decoded: the right signature is written as it must look, and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.handover.sign import signed
from core.language import mark
from intake.payload import Answer
from intake.sources.proof import is_fresh, same
from intake.sources.shape import answers, key_of, part, table
from intake.sources.source import Call, Source

ENVELOPE = frozenset({"type", "timestamp", "data"})


def verify(call: Call, secret: bytes) -> bool:
    """One of the signatures is right, and its time is now. `secret` is the key behind `whsec_…`."""
    name, stamp = call.headers.get("webhook-id", ""), call.headers.get("webhook-timestamp", "")
    if not (name.isascii() and name and is_fresh(stamp, call.now)):
        return False
    right = signed(secret, name, int(stamp), call.body)["webhook-signature"]
    given = call.headers.get("webhook-signature", "").split(" ")
    return True in [same(each, right) for each in given]


def key(_event: Any, headers: Headers) -> str | None:
    """The message's id, which is signed."""
    return key_of(headers.get("webhook-id"))


def flatten(event: Any) -> Iterator[Answer]:
    """The data inside the usual envelope, or the whole where there is none."""
    is_wrapped = "data" in table(event) and table(event).keys() <= ENVELOPE
    for name, value in table(part(event, "data") if is_wrapped else event).items():
        yield from answers(name, value)


SOURCE = Source(
    title="Standard Webhooks",
    setup=mark("Register the address with the other program; its secret begins with whsec_."),
    verify=verify,
    key=key,
    flatten=flatten,
)
