"""/crm promote: make the next record of the cycle."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.promote import promote
from core.language import Language, mark
from core.model import Record

NAME = Word("promote", ("promote",), ("promouvoir",))
HELP = mark(
    "Make the next record of the cycle: a lead becomes an account, a contact and an opportunity; an opportunity "
    "becomes the document that follows, and so on."
)
EXAMPLES: tuple[Example, ...] = (Example("promote L-42", "promouvoir L-42"), Example("promote O-17", "promouvoir O-17"))
WRITES = True


def run(request: Request) -> Reply:
    """Promote, and show what was made last: it is what comes next."""
    record, _rest = record_and_rest(request)
    made = promote(request.tx, record)
    return card_reply(request.tx, request.language, made[-1], said=promoted(request.language, record, made))


def promoted(speech: Language, record: Record, made: list[Record]) -> str:
    """What became of the record, in a sentence."""
    references = ", ".join(each.reference for each in made)
    return speech.say("{reference} became: {made}.", reference=record.reference, made=references)
