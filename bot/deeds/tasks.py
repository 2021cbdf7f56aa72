"""End a task, and turn a page of a record's history."""

from __future__ import annotations

from collections.abc import Callable

from bot.commands.mine import my_work
from bot.deeds.press import Press
from bot.history_page import page_reply
from bot.record_card import card_reply
from bot.request import Reply
from bot.task_end import ended
from bot.views.history import place_of
from core.actions.task import cancel, complete
from core.crm import Transaction
from core.model import Activity

End = Callable[[Transaction, Activity], Activity]


def done(press: Press) -> Reply:
    """Mark the task as done."""
    return _end(press, complete)


def cancelled(press: Press) -> Reply:
    """Give the task up."""
    return _end(press, cancel)


def _end(press: Press, end: End) -> Reply:
    """Show the list again where the button stood in one, else the record."""
    task = end(press.tx, press.tx.session.get_one(Activity, press.about["task"]))
    said = ended(press.speech, task)
    if press.about.get("listed"):
        return my_work(press.tx, press.user, press.speech, said=said)
    return card_reply(press.tx, press.speech, press.record, said=said, history=True)


def older(press: Press) -> Reply:
    """What happened before the page that was looked at."""
    return page_reply(press.tx, press.speech, press.record, place_of(press.about["before"]))
