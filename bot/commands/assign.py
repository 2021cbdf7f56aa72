"""/crm assign: give a record to a colleague."""

from __future__ import annotations

from bot.colleague import colleague
from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.assign import assign
from core.language import mark

NAME = Word("assign", ("assign",), ("attribuer",))
HELP = mark("Give a record to a colleague, or take it yourself.")
EXAMPLES: tuple[Example, ...] = (
    Example("assign L-42 @oliver", "attribuer L-42 @camille"),
    Example("assign L-42 me", "attribuer L-42 moi"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Assign it and show whose it is now."""
    record, who = record_and_rest(request)
    owner = colleague(request, who)
    assigned = assign(request.tx, record, owner)
    said = request.language.say("{reference} now belongs to {name}.", reference=record.reference, name=owner.name)
    return card_reply(request.tx, request.language, assigned, said=said)
