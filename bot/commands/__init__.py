"""The words of /crm, one a file: NAME, HELP, EXAMPLES, WRITES, run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot import words
from bot.commands import (
    abandon,
    accept,
    add,
    advance,
    approve,
    assign,
    bill,
    cancel,
    catalogue,
    create,
    credit,
    decline,
    delete,
    deposit,
    discount,
    document,
    done,
    duplicates,
    edit,
    find,
    forecast,
    fulfil,
    invoices,
    issue,
    log,
    merge,
    mine,
    pay,
    people,
    pipeline,
    promote,
    remove,
    revise,
    role,
    send,
    show,
)
from bot.example import Example
from bot.request import Reply, Request
from bot.words import Word
from core.language import Language


class Command(Protocol):
    """What a module here has. `WRITES` says whether it gets a transaction or a look.

    One that is about some steps only has `STEP` too, with their kinds, as in `STEP = ("order",)`: it is hidden and
    unknown where all of them are off or, if it writes, another system's; `MODES` narrows the modes in which it is
    there (see `bot/offered.py`).
    """

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
    remove,
    edit,
    abandon,
    assign,
    duplicates,
    merge,
    log,
    done,
    cancel,
    show,
    document,
    find,
    catalogue,
    mine,
    pipeline,
    bill,
    deposit,
    issue,
    pay,
    credit,
    invoices,
    send,
    accept,
    decline,
    revise,
    discount,
    approve,
    fulfil,
    delete,
    people,
    role,
    forecast,
)


def named(typed: str, commands: Sequence[Command], language: Language) -> Command:
    """The command of this word. Raises `NotUnderstood`, suggesting the nearest."""
    chosen = words.choose(typed, [command.NAME for command in commands], language)
    return next(command for command in commands if command.NAME.value == chosen)
