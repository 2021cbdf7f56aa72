"""From the words after /crm to what is answered."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process

from bot import commands
from bot.commands import Command, show
from bot.commands import help as help_command
from bot.mrkdwn import as_typed
from bot.offered import examples_of, offered
from bot.request import Reply, Request
from bot.words import first
from core.crm import Actor, Crm
from core.cycle import Cycle, build
from core.errors import NotUnderstood
from core.language import Language
from core.model import User
from core.numbers import Pattern
from core.queries.references import looks_like_reference

MOST_EXAMPLES = 2
WHOLE = build()
ALL: tuple[Command, ...] = (*commands.COMMANDS, help_command)


def answer(crm: Crm, user: User, language: Language, typed: str, channel: str = "") -> Reply:
    """Run the command in a transaction of its own, committed when this returns. Raises `SalesError`."""
    command, text = route(as_typed(typed), language, crm.settings.cycle, crm.settings.numbers.values())
    opened = crm.transaction if command.WRITES else crm.look
    with opened(Actor(user.id, "slack")) as tx:
        return command.run(Request(tx, user, language, text, channel))


def examples(typed: str, cycle: Cycle, language: Language) -> list[str]:
    """The examples of the command that was meant, those nearest to what was typed; none where it is unknown."""
    try:
        command, _text = route(as_typed(typed), language, cycle)
    except NotUnderstood:
        return []
    shown = [example.shown(language) for example in examples_of(command, cycle)]
    return [example for example, _score, _place in process.extract(typed, shown, limit=MOST_EXAMPLES)]


def route(typed: str, language: Language, cycle: Cycle = WHOLE, numbers: Iterable[Pattern] = ()) -> tuple[Command, str]:
    """The command and its text: help for nothing or for a topic, and a reference alone is shown.

    A command about steps that the company does not use is unknown. Raises `NotUnderstood`.
    """
    word, text = first(typed)
    if not word:
        return help_command, ""
    if looks_like_reference(word, numbers):
        return show, typed
    if commands.is_topic(word, cycle):
        return help_command, typed
    return commands.named(word, offered(ALL, cycle), language), text
