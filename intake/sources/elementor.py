"""Elementor Pro: a form whose keys are the labels, or with "advanced data" `fields[id][value]` and its like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.language import mark
from intake import payload
from intake.payload import Answer
from intake.sources.proof import in_address
from intake.sources.source import Source

FIELD = re.compile(r"fields\[([^\]]*)\]\[(\w+)\]")
# What both ways tell of the visitor's browser.
NOISE = frozenset({"form_id", "user agent", "remote ip", "powered by", "form[id]"})
NAMED = {"form[name]": "form_name"}
META = re.compile(r"meta\[(remote_ip|user_agent|credit)\]\[\w+\]|meta\[\w+\]\[title\]")


def flatten(form: tuple[Answer, ...]) -> Iterator[Answer]:
    """The fields with their titles and types, where they are told; the rest as it is."""
    parts: dict[str, dict[str, str]] = {}
    for answer in form:
        if found := FIELD.fullmatch(answer.key):
            parts.setdefault(found[1], {})[found[2]] = answer.value
        elif not (answer.key.casefold() in NOISE or META.fullmatch(answer.key)):
            yield Answer(NAMED.get(answer.key, answer.key), answer.value)
    for name, field in parts.items():
        yield Answer(name, field.get("value", ""), field.get("title", ""), field.get("type", ""))


SOURCE = Source(
    title="Elementor",
    setup=mark("The form’s Actions after submit → Webhook: paste the address, secret included."),
    verify=in_address,
    read=payload.read,
    flatten=flatten,
)
