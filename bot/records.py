"""The record that a command is about."""

from __future__ import annotations

from bot import words
from bot.request import Request
from core.errors import Missing
from core.model import Record
from core.queries import references


def record_and_rest(request: Request) -> tuple[Record, str]:
    """The record whose reference the text begins with, and what follows. Raises `Missing` where none is named."""
    typed, rest = words.reference(request.text, request.tx.settings.numbers.values())
    if not typed:
        raise Missing("Name the record, by its reference.")
    return references.find(request.tx.session, request.tx.settings, typed), rest
