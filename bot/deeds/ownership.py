"""Give a record to somebody, or take it."""

from __future__ import annotations

from sqlalchemy import select

from bot.deeds.press import Press
from bot.request import Reply
from bot.views.record_modals import assign_modal
from core.actions.assign import assign, claim
from core.model import User


def ask_whom(press: Press) -> Reply:
    """Ask for a colleague."""
    owner = press.tx.session.get(User, press.record.owner_id) if press.record.owner_id else None
    return Reply(modal=assign_modal(press.speech, press.record, owner.slack_id if owner else None))


def give(press: Press) -> Reply:
    """Assign to whom the modal named."""
    colleague = press.tx.session.scalars(select(User).where(User.slack_id == press.given["who"])).one()
    record = assign(press.tx, press.record, colleague, version=press.version)
    return press.card(record, "{reference} now belongs to {name}.", name=colleague.name)


def take(press: Press) -> Reply:
    """Claim what nobody owns; whoever comes second is told who was first."""
    record = claim(press.tx, press.record, press.user)
    return press.card(record, "{reference} now belongs to {name}.", name=press.user.name)
