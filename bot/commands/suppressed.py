"""/crm suppressed: whether an address gets no marketing."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.words import Word
from core.language import mark
from core.queries import suppression

NAME = Word("suppressed", ("suppressed",), ("désinscrits",))
HELP = mark("Whether an e-mail address is on the list of those who get no marketing. The list itself names nobody.")
EXAMPLES: tuple[Example, ...] = (Example("suppressed marie@radium.example", "désinscrits marie@radium.example"),)
WRITES = False


def run(request: Request) -> Reply:
    """Since when the address is on the list; without one, how many are."""
    email = request.text.strip()
    text = _of(request, email) if email else _all(request)
    return Reply(text, [section(text)])


def _of(request: Request, email: str) -> str:
    found = suppression.entry(request.tx.session, request.tx.settings, email)
    if found is None:
        return request.language.say("{email} is not on the list. To put it there: /crm suppress {email}", email=email)
    day = request.tx.in_zone(found.created_at).date()
    return request.language.say("{email} gets no marketing since {day}.", email=email, day=day)


def _all(request: Request) -> str:
    return request.language.say_many(
        "{count} address gets no marketing. To ask about one: /crm suppressed marie@radium.example",
        "{count} addresses get no marketing. To ask about one: /crm suppressed marie@radium.example",
        suppression.count(request.tx.session),
    )
