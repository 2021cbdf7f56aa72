"""The audit trail: every change, by whom, from where, before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base
from core.model.types import now


class Event(Base):
    """`name` is the kind of record and what happened to it, as in `lead.promoted`.

    `caller` is the program that did it with a token.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    record_kind: Mapped[str]
    record_id: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    door: Mapped[str]
    caller: Mapped[str | None]
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    happened_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        Index("ix_events_record", "record_kind", "record_id", "id"),
        Index("ix_events_lately", "record_kind", "happened_at"),
    )
