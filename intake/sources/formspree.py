"""Formspree: https://help.formspree.io/hc/en-us/articles/16904898420883."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import hexadecimal, is_fresh, same
from intake.sources.shape import answers, part, table
from intake.sources.source import Call, Source


def verify(call: Call, secret: bytes) -> bool:
    """`t=` in seconds and `v1=`, the signature of both time and body."""
    pieces = call.headers.get("Formspree-Signature", "").split(",")
    given = {name.strip(): value.strip() for name, _, value in (piece.partition("=") for piece in pieces)}
    stamp = given.get("t", "")
    signed = stamp.encode("utf-8", "replace") + b"." + call.body
    return same(given.get("v1", ""), hexadecimal(secret, signed)) and is_fresh(stamp, call.now)


def flatten(event: Any) -> Iterator[Answer]:
    """The form’s fields."""
    for name, value in table(part(event, "submission")).items():
        yield from answers(name, value)


SOURCE = Source(
    title="Formspree",
    setup=mark("The form’s Plugins → Webhook: paste the address, and copy the signing secret to the environment."),
    verify=verify,
    flatten=flatten,
)
