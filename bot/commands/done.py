"""/crm done: a task is done."""

from __future__ import annotations

from collections.abc import Callable

from bot.example import Example
from bot.record_card import card_reply
from bot.request import Reply, Request
from bot.task_end import ended
from bot.views.blocks import section
from bot.words import Word, reference
from core.actions.task import complete
from core.crm import Transaction
from core.errors import Missing
from core.language import mark
from core.model import Activity
from core.queries import tasks

NAME = Word("done", ("done", "finish"), ("terminé", "fait", "terminer"))
HELP = mark("Mark a task as done.")
EXAMPLES: tuple[Example, ...] = (Example("done T-5", "terminé T-5"),)
WRITES = True


def run(request: Request) -> Reply:
    """Mark it, and show the record that it was about."""
    return end(request, complete)


def end(request: Request, verb: Callable[[Transaction, Activity], Activity]) -> Reply:
    """End the task that the text names. Raises `Missing` where none is named."""
    typed, _rest = reference(request.text)
    if not typed:
        raise Missing("Name the task, as in T-5. Your open tasks: /crm mine")
    task = verb(request.tx, tasks.find(request.tx.session, typed))
    said = ended(request.language, task)
    record = tasks.about(request.tx.session, task)
    if record is None:
        return Reply(said, [section(said)])
    return card_reply(request.tx, request.language, record, said=said, history=True)
