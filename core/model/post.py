"""Where a record is talked about."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from core.model.base import Base, Stamped


class Post(Stamped, Base):
    """The message about a subject in a channel: its thread carries what follows, and it is kept true.

    `purpose` names what the message is (a card of the record, an announcement), one of each a channel.
    """

    __tablename__ = "posts"

    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    purpose: Mapped[str]
    channel: Mapped[str]
    ts: Mapped[str]

    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "purpose", "channel"),
        Index("ix_posts_message", "channel", "ts"),
    )
