"""/crm accept: the customer took a quote."""

from __future__ import annotations

from bot.example import Example
from bot.quote_words import quote_becomes
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark

NAME = Word("accept", ("accept",), ("accepter",))
HELP = mark("Note that the customer accepted a quote. What comes next is made with it.")
EXAMPLES: tuple[Example, ...] = (Example("accept DV-2026-0042", "accepter DV-2026-0042"),)
WRITES = True
STEP = ("quote",)


def run(request: Request) -> Reply:
    """Accept it, show what was made of it, and offer to win the opportunity."""
    return quote_becomes(request, "accepted")
