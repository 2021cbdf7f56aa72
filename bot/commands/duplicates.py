"""/crm duplicates: what may be the same as a record."""

from __future__ import annotations

from bot.duplicates import duplicates_reply
from bot.example import Example
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark

NAME = Word("duplicates", ("duplicates", "double"), ("doublons",))
HELP = mark("What may be the same lead, account or contact, and why; merge it, or say that it is another.")
EXAMPLES: tuple[Example, ...] = (Example("duplicates L-42", "doublons L-42"),)
WRITES = False


def run(request: Request) -> Reply:
    """The list with its reasons."""
    record, _rest = record_and_rest(request)
    return duplicates_reply(request.tx, request.language, record)
