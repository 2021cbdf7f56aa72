"""/crm cancel: a task is not to be done any more."""

from __future__ import annotations

from bot.commands.done import end
from bot.example import Example
from bot.request import Reply, Request
from bot.words import Word
from core.actions.task import cancel
from core.language import mark

NAME = Word("cancel", ("cancel",), ("annuler",))
HELP = mark("Give a task up: it is not to be done any more.")
EXAMPLES: tuple[Example, ...] = (Example("cancel T-5", "annuler T-5"),)
WRITES = True


def run(request: Request) -> Reply:
    """Cancel it, and show the record that it was about."""
    return end(request, cancel)
