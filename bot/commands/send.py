"""/crm send: send a quote."""

from __future__ import annotations

from bot.example import Example
from bot.quote_words import quote_becomes
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark

NAME = Word("send", ("send",), ("envoyer",))
HELP = mark("Send a quote: its figures are frozen, and its PDF is made.")
EXAMPLES: tuple[Example, ...] = (Example("send DV-2026-0042", "envoyer DV-2026-0042"),)
WRITES = True
STEP = ("quote",)


def run(request: Request) -> Reply:
    """Send it and show it as it is now."""
    return quote_becomes(request, "sent")
