"""The words of /crm, one a file: NAME, HELP, EXAMPLES, WRITES, run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot import words
from bot.commands import (
    abandon,
    add,
    advance,
    assign,
    cancel,
    create,
    document,
    done,
    find,
    forecast,
    log,
    mine,
    people,
    pipeline,
    promote,
    role,
    show,
)
from bot.example import Example
from bot.request import Reply, Request
from bot.words import Word
from core.language import Language


class Command(Protocol):
    """What a module here has. `WRITES` says whether it gets a transaction or a look."""

    NAME: Word
    HELP: str
    EXAMPLES: tuple[Example, ...]
    WRITES: bool

    def run(self, request: Request) -> Reply:
        """Do it, and say what is to be shown."""


# In the order of the help, which stands beside them.
COMMANDS: tuple[Command, ...] = (
    create,
    promote,
    advance,
    add,
    abandon,
    assign,
    log,
    done,
    cancel,
    show,
    document,
    find,
    mine,
    pipeline,
    forecast,
    people,
    role,
)


def named(typed: str, commands: Sequence[Command], language: Language) -> Command:
    """The command of this word. Raises `NotUnderstood`, suggesting the nearest."""
    chosen = words.choose(typed, [command.NAME for command in commands], language)
    return next(command for command in commands if command.NAME.value == chosen)
