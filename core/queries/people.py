"""Who works with the CRM."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.model import User


def people(session: Session) -> Sequence[User]:
    """Everybody whom Filon has met in Slack, by name."""
    return session.scalars(select(User).where(User.slack_id.is_not(None)).order_by(User.name, User.id)).all()


def person(session: Session, slack_id_or_email: str) -> User:
    """The one with this Slack id or address. Raises `NotFound` for nobody, and for an address that several have."""
    wanted = slack_id_or_email.strip().casefold()
    found = [
        user for user in people(session) if wanted in {str(user.slack_id).casefold(), (user.email or "").casefold()}
    ]
    if len(found) != 1:
        raise NotFound(
            "“{who}” is no single person whom Filon has met in Slack. See: filon person list", who=slack_id_or_email
        )
    return found[0]
