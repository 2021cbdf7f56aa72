"""/crm help: what can be typed."""

from __future__ import annotations

from bot import words
from bot.commands import COMMANDS, named
from bot.example import Example
from bot.offered import offered
from bot.request import Reply, Request
from bot.views.help import help_view, word_view
from bot.words import Word
from core.language import mark

NAME = Word("help", ("help",), ("aide",))
HELP = mark("This list, or one command in detail.")
EXAMPLES: tuple[Example, ...] = (Example("help create", "aide créer"),)
WRITES = False


def run(request: Request) -> Reply:
    """All commands, or the one named."""
    cycle = request.tx.settings.cycle
    typed, _rest = words.first(request.text)
    if not typed:
        return help_view(request.language, cycle, COMMANDS)
    return word_view(request.language, cycle, named(typed, offered(COMMANDS, cycle), request.language))
