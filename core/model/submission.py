"""Everything that ever came in, as it came, with what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped

STATES = (
    "received",
    "lead",
    "attached",
    "duplicate",
    "review",
    "discarded",
    "batch",
    "parted",
    "test",
    "spam",
    "quarantined",
    "failed",
)

# The index of what is due grows with what waits, not with what ever came.
WAITS = text("due_at IS NOT NULL")


class Submission(Stamped, Base):
    """Raw first: stored before it is judged. `key` makes a repeat of the same submission recognisable.

    From `due_at` on the drain works on it; where that is empty, it is settled, or a job has it.
    """

    __tablename__ = "submissions"

    public_id: Mapped[str] = mapped_column(unique=True)
    door: Mapped[str]
    endpoint: Mapped[str]
    key: Mapped[str]
    digest: Mapped[str]
    content_type: Mapped[str]
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="received")
    reason: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        UniqueConstraint("door", "endpoint", "key"),
        Index("ix_submissions_state", "state", "id"),
        Index("ix_submissions_due", "tries", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    @property
    def reference(self) -> str:
        """How people name the submission, as in S-12."""
        return f"S-{self.id}"
