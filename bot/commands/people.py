"""/crm people: who works here, and what each may do."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.views.people import people_view
from bot.words import Word
from core.language import mark
from core.queries.people import people

NAME = Word("people", ("people", "team"), ("équipe",))
HELP = mark("Your colleagues in Filon, and the role that each of them has.")
EXAMPLES: tuple[Example, ...] = (Example("people", "équipe"),)
WRITES = False


def run(request: Request) -> Reply:
    """Everybody whom Filon has met."""
    return people_view(request.language, people(request.tx.session))
