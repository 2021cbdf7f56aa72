"""/crm show: a record's card with its latest history."""

from __future__ import annotations

from bot import words
from bot.commands.find import found
from bot.example import Example
from bot.history_page import page_reply
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.views.tasks import task_line
from bot.words import Word
from core.identity import plain
from core.language import mark
from core.model import Activity
from core.queries import references, search, tasks
from core.queries.tasks import Task

NAME = Word("show", ("show", "open"), ("montrer", "voir"))
HELP = mark(
    "Show a record with its open tasks and latest history, or its whole history. A name does too, where only one "
    "record has it."
)
EXAMPLES: tuple[Example, ...] = (
    Example("show L-42", "montrer L-42"),
    Example("show L-42 history", "montrer L-42 historique"),
    Example("show DV-2026-0042", "montrer DV-2026-0042", "quote"),
)
WRITES = False
HISTORY = Word("history", ("history",), ("historique",))


def run(request: Request) -> Reply:
    """The card of the record named, or the list of those that a name fits."""
    patterns = request.tx.settings.numbers.values()
    typed, rest = words.reference(request.text, patterns)
    if tasks.is_task(typed):
        return _task(request, tasks.find(request.tx.session, typed))
    if typed and plain(rest) in HISTORY.spellings:
        record, _rest = record_and_rest(request)
        return page_reply(request.tx, request.language, record)
    if not typed or references.looks_like_reference(typed, patterns):
        record, _rest = record_and_rest(request)
        return card_reply(request.tx, request.language, record, history=True)
    records = search.find(request.tx.session, request.text)
    if len(records) == 1:
        return card_reply(request.tx, request.language, records[0], history=True)
    return found(request, records)


def _task(request: Request, activity: Activity) -> Reply:
    """A task is shown with the record that it is about."""
    task = Task(activity, tasks.about(request.tx.session, activity))
    said = task_line(request.language, task, request.tx.today)
    if task.record is None:
        return Reply(said, [section(said)])
    return card_reply(request.tx, request.language, task.record, said=said, history=True)
