"""What was said and written: calls, e-mails, letters, notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Stamped
from core.model.types import now

TASK, LETTER = "task", "letter"
TYPES = ("call", "email", LETTER, "meeting", "note", TASK)
OPEN, DONE, CANCELLED = "open", "done", "cancelled"


class Activity(Stamped, Base):
    """Linked to as many records as it concerns: a quote, its customer, its opportunity.

    A task is open until it is done or cancelled; what was said and written is done. A letter has a tracking number.
    `caller` is the program that logged it with a token.
    """

    __tablename__ = "activities"
    kind: ClassVar[str] = "activity"

    type: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default=DONE)
    due_on: Mapped[date | None]
    tracking_number: Mapped[str | None]
    happened_at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    caller: Mapped[str | None]
    links: Mapped[list[ActivityLink]] = relationship(cascade="all, delete-orphan")

    __table_args__ = (Index("ix_activities_tasks", "user_id", "state", "due_on"),)

    @property
    def reference(self) -> str:
        """As in T-5."""
        return f"T-{self.id}"


class ActivityLink(Base):
    """One record that an activity concerns."""

    __tablename__ = "activity_links"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True)
    record_kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_activity_links_record", "record_kind", "record_id"),)
