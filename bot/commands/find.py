"""/crm find: look records up by name, company, e-mail or number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import context, section
from bot.views.listing import rows
from bot.words import Word
from core.errors import Missing
from core.language import mark
from core.model import Record
from core.queries import search

NAME = Word("find", ("find", "search"), ("chercher", "trouver"))
HELP = mark("Look up records by the beginning of a name, a company, an e-mail or a phone number.")
EXAMPLES: tuple[Example, ...] = (
    Example("find curie", "chercher curie"),
    Example("find 020 7946 0018", "chercher 06 39 98 12 34"),
)
WRITES = False


def run(request: Request) -> Reply:
    """The records that fit, the newest first."""
    if not request.text:
        raise Missing("Say what to look for: a name, a company, an e-mail or a phone number.")
    return found(request, search.find(request.tx.session, request.text))


def found(request: Request, records: Sequence[Record]) -> Reply:
    """A list of what was found."""
    if not records:
        text = request.language.say("Nothing fits “{text}”. The beginning of a word is enough.", text=request.text)
        return Reply(text, [section(text)])
    in_use = request.tx.settings.cycle.record_kinds
    shown = [record for record in records if record.kind in in_use]
    text = request.language.say_many("{count} record fits.", "{count} records fit.", len(shown))
    return Reply(text, [context(text), *rows(request.language, shown)])
