"""Framer: https://www.framer.com/help/articles/framer-form-webhook-setup/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import hexadecimal, same
from intake.sources.shape import answers, key_of, table
from intake.sources.source import Call, Source

ID = "Framer-Webhook-Submission-Id"


def verify(call: Call, secret: bytes) -> bool:
    """The signature of the body with the submission's id after it."""
    signed = call.body + call.headers.get(ID, "").encode("utf-8", "replace")
    return same(call.headers.get("Framer-Signature", ""), f"sha256={hexadecimal(secret, signed)}")


def key(_event: Any, headers: Headers) -> str | None:
    """The submission's id, which is signed."""
    return key_of(headers.get(ID))


def flatten(event: Any) -> Iterator[Answer]:
    """The inputs by their names."""
    for name, value in table(event).items():
        yield from answers(name, value)


SOURCE = Source(
    title="Framer",
    setup=mark("The form’s Send To → Webhook: paste the address, and set the secret."),
    verify=verify,
    key=key,
    flatten=flatten,
)
