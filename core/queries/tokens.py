"""The tokens of our API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.model import ApiToken
from core.model.api_token import hashed


def tokens(session: Session) -> Sequence[ApiToken]:
    """All of them, also those that were revoked, in order."""
    return session.scalars(select(ApiToken).order_by(ApiToken.id)).all()


def token(session: Session, number: int) -> ApiToken:
    """The one of this number. Raises `NotFound`."""
    known = session.get(ApiToken, number)
    if known is None:
        raise NotFound("There is no token {number}. See: filon tokens list", number=number)
    return known


def token_of(session: Session, secret: str) -> ApiToken | None:
    """The token that has this secret, unless it was revoked. It is looked up by its hash, so timing tells nothing."""
    wanted = select(ApiToken).where(ApiToken.secret_hash == hashed(secret), ApiToken.revoked_at.is_(None))
    return session.scalar(wanted)


def note_use(session: Session, number: int, today: date) -> None:
    """Remember that it was used today."""
    is_older = or_(ApiToken.last_used_on.is_(None), ApiToken.last_used_on < today)
    session.execute(update(ApiToken).where(ApiToken.id == number, is_older).values(last_used_on=today))
