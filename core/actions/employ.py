"""Know a colleague: the CRM user behind a Slack user, and what they may do."""

from __future__ import annotations

from sqlalchemy import or_, select

from core import events
from core.crm import Transaction
from core.errors import Forbidden, NotUnderstood
from core.language import Terms
from core.model import User
from core.rights import PEOPLE, check


def employ(tx: Transaction, slack_id: str, name: str, *, email: str | None = None, language: str = "fr") -> User:
    """The user linked to this Slack user, made on first sight; name and language follow Slack's."""
    check(tx, "employ")
    user = tx.session.scalar(select(User).where(User.slack_id == slack_id))
    if user is None:
        user = User(slack_id=slack_id, name=name)
        tx.session.add(user)
    user.name, user.email, user.language = name, email, language
    tx.session.flush()
    return user


def give_role(tx: Transaction, user: User, role: str) -> User:
    """The user with this role. Raises `NotUnderstood` for one that people cannot have.

    Raises `Forbidden` where the actor is no admin, and for the last admin, without whom nobody could give roles.
    """
    admins = _lock_admins(tx, user)
    check(tx, "employ")
    if role not in PEOPLE:
        raise NotUnderstood("“{role}” is no role for people. There are: {roles}.", role=role, roles=Terms.of(PEOPLE))
    if role != "admin" and admins == [user.id]:
        raise Forbidden("{name} is the last admin. Make somebody else admin first.", name=user.name)
    current = tx.session.get_one(User, user.id)
    if current.role != role:
        current.role = role
        events.record(tx, current, "role_given")
    return current


def _lock_admins(tx: Transaction, user: User) -> list[int]:
    """The admins, who stay it until the end of the transaction: two could otherwise take each other's role away."""
    concerned = or_(User.role == "admin", User.id.in_([user.id, tx.actor.user_id]))
    locking = select(User).where(concerned).order_by(User.id).with_for_update()
    locked = tx.session.scalars(locking.execution_options(populate_existing=True))
    return [each.id for each in locked if each.role == "admin"]
