"""/crm decline: the customer did not want a quote."""

from __future__ import annotations

from bot.example import Example
from bot.quote_words import quote_becomes
from bot.request import Reply, Request
from bot.words import Word
from core.language import mark

NAME = Word("decline", ("decline",), ("décliner", "refuser"))
HELP = mark("Note that the customer declined a quote, and why.")
EXAMPLES: tuple[Example, ...] = (
    Example("decline DV-2026-0042 too expensive", "décliner DV-2026-0042 trop cher"),
    Example("decline DV-2026-0042 they build it themselves", "décliner DV-2026-0042 ils le font eux-mêmes"),
)
WRITES = True
STEP = ("quote",)


def run(request: Request) -> Reply:
    """Decline it and show it as it is now."""
    return quote_becomes(request, "declined")
