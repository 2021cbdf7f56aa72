"""/crm delete: delete a draft, after it was asked for twice."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import load
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.views.deletion import deletion
from bot.words import Word
from core.actions.delete import check_deletable
from core.language import mark

NAME = Word("delete", ("delete",), ("supprimer",))
HELP = mark("Delete a draft. What was sent, confirmed or issued is never deleted.")
EXAMPLES: tuple[Example, ...] = (Example("delete DV-2026-0042", "supprimer DV-2026-0042", "quote"),)
WRITES = True
STEP = ("quote", "order", "invoice")


def run(request: Request) -> Reply:
    """Show what would go, with the button that deletes it."""
    record, _rest = record_and_rest(request)
    check_deletable(request.tx, record)
    return deletion(request.language, load(request.tx, record))
