"""The words of /crm, one a file: NAME, HELP, EXAMPLES, WRITES, run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    inbox,
    invoices,
    issue,
    log,
    merge,
    mine,
    pay,
    people,
    photo,
    pipeline,
    promote,
    remove,
    revise,
    role,
    send,
    show,
    suppress,
    suppressed,
)
from bot.example import Example
from bot.offered import offered
from bot.request import Reply, Request
from bot.words import Word
from core.cycle import Cycle
from core.identity import plain
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


@dataclass(frozen=True)
class Topic:
    """What belongs together in the help, under its name."""

    name: Word
    commands: tuple[Command, ...]


# In the order of the help, which stands beside them. A topic's word is no command's.
TOPICS = (
    Topic(
        Word(
            "records",
            ("records", "record", "lead", "account", "contact", "opportunity"),
            ("fiches", "fiche", "prospect", "compte", "contact", "opportunité"),
        ),
        (create, promote, advance, edit, abandon, duplicates, merge, suppress, suppressed),
    ),
    Topic(Word("selling", ("selling", "lines"), ("vente", "lignes")), (add, remove, catalogue, discount, delete)),
    Topic(Word("quotes", ("quotes", "quote"), ("devis",)), (send, accept, decline, revise, approve)),
    Topic(Word("orders", ("orders", "order"), ("commandes", "commande")), (fulfil,)),
    Topic(
        Word("billing", ("billing", "invoice"), ("facturation", "facture")),
        (bill, deposit, issue, pay, credit, invoices),
    ),
    Topic(Word("activities", ("activities", "tasks"), ("activités", "tâches")), (log, done, cancel)),
    Topic(
        Word("overview", ("overview",), ("consultation",)),
        (show, find, mine, pipeline, forecast, document, photo),
    ),
    Topic(Word("colleagues", ("colleagues", "roles"), ("collègues", "rôles")), (assign, people, role, inbox)),
)
COMMANDS: tuple[Command, ...] = tuple(command for topic in TOPICS for command in topic.commands)


def is_topic(typed: str, cycle: Cycle) -> bool:
    """Whether the word is a topic's, as `quote` is, of which there are commands here."""
    letters = plain(typed)
    return any(letters in topic.name.spellings and offered(topic.commands, cycle) for topic in TOPICS)


def named(typed: str, commands: Sequence[Command], language: Language) -> Command:
    """The command of this word. Raises `NotUnderstood`, suggesting the nearest."""
    chosen = words.choose(typed, [command.NAME for command in commands], language)
    return next(command for command in commands if command.NAME.value == chosen)
