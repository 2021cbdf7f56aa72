"""/crm suppress: no marketing to an address any more."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.views.listing import rows
from bot.words import Word
from core.actions.consent import suppress
from core.errors import Missing
from core.language import mark
from core.queries.suppression import people_at

NAME = Word("suppress", ("suppress", "unsubscribe"), ("désinscrire",))
HELP = mark(
    "Send no marketing to an e-mail address any more. Whoever has it shows that, whatever door it comes through."
)
EXAMPLES: tuple[Example, ...] = (Example("suppress marie@radium.example", "désinscrire marie@radium.example"),)
WRITES = True


def run(request: Request) -> Reply:
    """The leads and contacts that have the address."""
    email = request.text.strip()
    if not email:
        raise Missing("Name the address, as in marie@radium.example.")
    suppress(request.tx, email)
    text = request.language.say("{email} gets no marketing any more.", email=email)
    return Reply(text, [section(text), *rows(request.language, people_at(request.tx.session, email))])
