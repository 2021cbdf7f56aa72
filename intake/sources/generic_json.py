"""Any program that posts JSON and can send a header: automation tools, a site's own code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer, leaves
from intake.sources.proof import sent_along
from intake.sources.shape import key_of, part
from intake.sources.source import Source


def key(event: Any, headers: Headers) -> str | None:
    """An id, in the header `Idempotency-Key` or at the top of the JSON."""
    return key_of(headers.get("Idempotency-Key")) or key_of(part(event, "id"))


def is_test(event: Any) -> bool:
    """It says so itself."""
    return part(event, "is_test") is True


def flatten(event: Any) -> Iterator[Answer]:
    """Whatever there is; what stands inside has a key like `contact.email`."""
    yield from (Answer(name, value) for name, value in leaves(event))


SOURCE = Source(
    title="JSON",
    setup=mark("Post JSON to the address, with the header X-Filon-Secret, or Authorization: Bearer."),
    verify=sent_along,
    key=key,
    is_test=is_test,
    flatten=flatten,
)
