"""Know a colleague: the CRM user behind a Slack user."""

from __future__ import annotations

from sqlalchemy import select

from core.crm import Transaction
from core.model import User


def employ(tx: Transaction, slack_id: str, name: str, *, email: str | None = None, language: str = "fr") -> User:
    """The user linked to this Slack user, made on first sight; name and language follow Slack's."""
    user = tx.session.scalar(select(User).where(User.slack_id == slack_id))
    if user is None:
        user = User(slack_id=slack_id, name=name)
        tx.session.add(user)
    user.name, user.email, user.language = name, email, language
    tx.session.flush()
    return user
