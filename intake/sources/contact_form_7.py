"""Contact Form 7 by one of its webhook plugins: JSON of the form’s tags, or text where a template is no valid JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.language import mark
from intake import payload
from intake.payload import Answer
from intake.sources.proof import sent_along
from intake.sources.shape import answers, table
from intake.sources.source import Source


def read(content_type: str, body: bytes) -> Any:
    """The JSON; a text is one answer, so that a person can read it."""
    if content_type.partition(";")[0].strip().casefold() == "text/plain" and not body.lstrip().startswith(b"{"):
        return {"text": body.decode("utf-8", "replace")}
    return payload.json_value(body)


def flatten(event: Any) -> Iterator[Answer]:
    """The tags, as in `your-name`; a box that may be ticked several times is a list."""
    for name, value in table(event).items():
        yield from answers(name, value)


SOURCE = Source(
    title="Contact Form 7",
    setup=mark("The form’s Webhook tab: paste the address, and add the header X-Filon-Secret."),
    verify=sent_along,
    read=read,
    flatten=flatten,
)
