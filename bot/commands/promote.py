"""/crm promote: make the next record of the cycle."""

from __future__ import annotations

from bot.example import Example
from bot.promotion import promotion
from bot.promotion_words import read_choices
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark
from core.model import Lead

NAME = Word("promote", ("promote",), ("promouvoir",))
HELP = mark(
    "Make the next record of the cycle: a lead becomes an account, a contact and an opportunity; an opportunity "
    "becomes the document that follows, and so on."
)
EXAMPLES: tuple[Example, ...] = (
    Example("promote L-42", "promouvoir L-42"),
    Example("promote L-42 A-3 C-5", "promouvoir L-42 A-3 C-5"),
    Example("promote L-42 new", "promouvoir L-42 nouveau"),
    Example("promote L-42 without opportunity", "promouvoir L-42 sans opportunité"),
    Example("promote O-17", "promouvoir O-17"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Promote, and show what was made last: it is what comes next. A lead that is here already is asked about."""
    record, rest = record_and_rest(request)
    choices = read_choices(request, rest) if isinstance(record, Lead) else {}
    return promotion(request.tx, request.language, record, **choices)
