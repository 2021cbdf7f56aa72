"""The last number given in each series."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base


class Counter(Base):
    """Locked by the transaction that takes a number, so that a rollback leaves no hole."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date | None]
