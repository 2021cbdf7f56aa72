"""/crm catalogue: what we sell."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import context, section
from bot.views.listing import rows
from bot.words import Word
from core.language import mark
from core.queries.catalogue import MOST, catalogue

NAME = Word("catalogue", ("catalogue", "catalog", "products"), ("catalogue", "produits"))
HELP = mark("The products and services for sale, by code; a word narrows them down.")
EXAMPLES: tuple[Example, ...] = (Example("catalogue", "catalogue"), Example("catalogue audit", "catalogue audit"))
WRITES = False


def run(request: Request) -> Reply:
    """The list, or how to get something into it."""
    found = catalogue(request.tx.session, request.text, MOST + 1)
    say = request.language.say
    if not found and request.text:
        text = say("Nothing for sale fits “{text}”. The beginning of a word is enough.", text=request.text)
    elif not found:
        text = say("The catalogue is empty. A manager fills it: /crm create product AUD-1 Audit @ 850")
    if not found:
        return Reply(text, [section(text)])
    shown = found[:MOST]
    text = request.language.say_many("{count} product for sale.", "{count} products for sale.", len(shown))
    if len(found) > MOST:
        text = say("The first {count} products. Narrow them down by a word: /crm catalogue audit", count=MOST)
    return Reply(text, [context(text), *rows(request.language, shown)])
