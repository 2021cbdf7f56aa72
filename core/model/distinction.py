"""Two records that look alike and are not the same: a person said so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base
from core.model.types import now


class Distinction(Base):
    """Remembered for good, in one order of the two: the smaller (kind, id) first."""

    __tablename__ = "distinctions"

    first_kind: Mapped[str] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(primary_key=True)
    second_kind: Mapped[str] = mapped_column(primary_key=True)
    second_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_distinctions_second", "second_kind", "second_id"),)
