"""/crm merge: make one lead of two."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.merge import merge
from core.errors import Missing
from core.language import mark
from core.queries import references

NAME = Word("merge", ("merge",), ("fusionner",))
HELP = mark("Make one lead of two: the first takes over what it does not know itself, and the second’s history.")
EXAMPLES: tuple[Example, ...] = (Example("merge L-1 L-2", "fusionner L-1 L-2"),)
WRITES = True


def run(request: Request) -> Reply:
    """Merge the second into the first, and show that."""
    master, rest = record_and_rest(request)
    if not rest:
        raise Missing("Name the second lead, too: it becomes part of {reference}.", reference=master.reference)
    other = references.find(request.tx.session, request.tx.settings, rest)
    merged = merge(request.tx, master, other)
    said = request.language.say(
        "{other} is part of {reference} now.", reference=merged.reference, other=other.reference
    )
    return card_reply(request.tx, request.language, merged, said=said, history=True)
