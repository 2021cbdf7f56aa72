"""The words that are said of quotes alone: a move of theirs under its own name."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import advance
from bot.records import record_and_rest
from bot.request import Reply, Request
from core.errors import NotUnderstood
from core.language import Term


def quote_becomes(request: Request, state: str) -> Reply:
    """As `/crm advance` does it. Raises `NotUnderstood` for what is no quote."""
    record, rest = record_and_rest(request)
    if record.kind != "quote":
        raise NotUnderstood(
            "{reference} is no quote ({kind}): this is said of quotes alone.",
            reference=record.reference,
            kind=Term(record.kind),
        )
    return advance.run(replace(request, text=f"{record.reference} {state} {rest}"))
