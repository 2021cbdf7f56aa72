"""Tasks that are open: what is to be done, until when, about which record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import actions, clip, context, section
from bot.views.button import button, value
from core.language import Language, mark
from core.model import Record
from core.queries.tasks import Task

DONE, CANCEL = "task_done", "task_cancel"
LONGEST_TEXT = 300
SEPARATOR = " · "
LABELS = {DONE: mark("Done"), CANCEL: mark("Cancel task")}


def task_list(speech: Language, tasks: Sequence[Task], today: date, most: int, *, listed: bool = False) -> list[Block]:
    """At most so many tasks under a heading, each with its button; nothing where there are none.

    `listed` tells that the list itself is to be shown again after a click, not the record.
    """
    if not tasks:
        return []
    rows = [_row(speech, task, today, listed=listed) for task in tasks[:most]]
    more = [context(speech.say("There are more tasks. The most urgent come first."))] if len(tasks) > most else []
    return [section(f"*{speech.say('Tasks')}*"), *rows, *more]


def task_cards(speech: Language, tasks: Sequence[Task], today: date) -> Iterator[Block]:
    """The tasks of a record, each with what can be done about it."""
    for task in tasks:
        yield section(task_line(speech, task, today))
        if task.record:
            both = [_button(speech, task, task.record, deed) for deed in (DONE, CANCEL)]
            yield from actions(both)


def task_line(speech: Language, task: Task, today: date, *, about: bool = False) -> str:
    """A task in one line of escaped markup: reference, day, text and, where asked for, the record."""
    parts = [f"*{speech.write(task.activity.reference)}*", _day(speech, task, today)]
    parts.append(speech.write(clip(task.activity.text, LONGEST_TEXT)))
    if about and task.record:
        parts.append(speech.write(clip(f"{task.record.reference} {task.record.title}", LONGEST_TEXT)))
    return SEPARATOR.join(filter(None, parts))


def _day(speech: Language, task: Task, today: date) -> str:
    day = task.activity.due_on
    if day is None:
        return ""
    if task.is_overdue(today):
        return speech.say(":warning: overdue since {day}", day=day)
    return speech.say("due today") if day == today else speech.say("due {day}", day=day)


def _row(speech: Language, task: Task, today: date, *, listed: bool) -> Block:
    shown = _button(speech, task, task.record, DONE, listed=listed) if task.record else None
    return section(task_line(speech, task, today, about=True), shown)


def _button(speech: Language, task: Task, record: Record, deed: str, *, listed: bool = False) -> Block:
    language = bare(speech)
    text = language.say(LABELS[deed])
    more = {"task": task.activity.id} | ({"listed": True} if listed else {})
    label = f"{text} ({task.activity.reference})"
    return button(text, f"{deed}.{task.activity.id}", value(record, **more), label=label)
