"""Messages that may stand in Slack though nobody noted them."""

from __future__ import annotations

import secrets

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped


class Attempt(Stamped, Base):
    """A message that is being posted: it is noted before Slack is asked, and goes when the `Post` is noted.

    One that is left over was cut off in between. Its `key` is on the message, or `file` is Slack's id of the file in
    it; it was tried between `created_at` and `updated_at`, last in this channel and thread.
    """

    __tablename__ = "attempts"

    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    purpose: Mapped[str]
    key: Mapped[str] = mapped_column(default=secrets.token_urlsafe)
    channel: Mapped[str]
    thread: Mapped[str | None]
    file: Mapped[str | None]

    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "purpose"),)
