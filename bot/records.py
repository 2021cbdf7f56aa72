"""The record that a command is about."""

from __future__ import annotations

from bot import words
from bot.request import Request
from core.errors import Missing
from core.model import Record
from core.queries import references


def record_and_rest(request: Request) -> tuple[Record, str]:
    """The record whose reference the text begins with, and what follows. Raises `Missing` where none is named."""
    typed, rest = words.reference(request.text)
    if not typed:
        raise Missing("Name the record, by its reference.")
    return references.find(request.tx.session, request.tx.settings, typed), rest


def records_and_rest(request: Request) -> tuple[list[Record], str]:
    """All records whose references the text begins with, and what follows. Raises `Missing` where none is named."""
    first, rest = record_and_rest(request)
    found = {(first.kind, first.id): first}
    while references.looks_like_reference(typed := words.reference(rest)[0]):
        record = references.find(request.tx.session, request.tx.settings, typed)
        found[record.kind, record.id] = record
        rest = words.reference(rest)[1]
    return [*found.values()], rest
