"""Tally: https://tally.so/help/webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.language import mark
from intake.payload import Answer
from intake.sources.proof import base64_of, same
from intake.sources.shape import answers, key_of, part, rows, table, text
from intake.sources.source import Call, Source


def verify(call: Call, secret: bytes) -> bool:
    """The signature of the whole body, in base64."""
    return same(call.headers.get("Tally-Signature", ""), base64_of(secret, call.body))


def key(event: Any, _headers: Headers) -> str | None:
    """Its event; a repeat of a delivery has the same."""
    return key_of(part(event, "eventId")) or key_of(part(event, "data", "submissionId"))


def flatten(event: Any) -> Iterator[Answer]:
    """The fields in order; choices are told by their words, hidden fields are fields like others."""
    fields = rows(part(event, "data", "fields"))
    keys = {text(field.get("key")) for field in fields if field.get("options")}
    for field in fields:
        if text(field.get("key")).rpartition("_")[0] not in keys:
            yield from answers(field.get("key"), _said(field), field.get("label"), field.get("type"))


def _said(field: dict[str, Any]) -> Any:
    value = field.get("value")
    if isinstance(value, dict):
        lines, columns = _words(field, "rows"), _words(field, "columns")
        return [f"{lines.get(line, line)}: {_named(chosen, columns)}" for line, chosen in value.items()]
    words = _words(field, "options")
    return [_one(each, words) for each in value] if isinstance(value, list) else value


def _one(value: Any, words: dict[str, Any]) -> Any:
    """A choice by its words, a file by its name and address: it is never fetched."""
    if isinstance(value, dict):
        return " ".join(filter(None, (text(value.get("name")), text(value.get("url")))))
    return words.get(text(value), value)


def _named(chosen: Any, words: dict[str, Any]) -> str:
    values = chosen if isinstance(chosen, list) else [chosen]
    return ", ".join(str(words.get(text(value), value)) for value in values)


def _words(field: dict[str, Any], name: str) -> dict[str, Any]:
    return {text(table(option).get("id")): option.get("text") for option in rows(field.get(name))}


SOURCE = Source(
    title="Tally",
    setup=mark("Integrations → Webhooks → Connect: paste the address, and add the signing secret."),
    verify=verify,
    key=key,
    flatten=flatten,
)
