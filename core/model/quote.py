"""A quote: what we offer, at what price, until when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.lines import QuoteLine
from core.model.sale import NEVER_AGAIN, Sale

LIVE = text("state IN ('draft', 'sent')")


class Quote(Sale, Record, Base):
    """Sent quotes are frozen; revisions share a number, and one of them at most is live."""

    __tablename__ = "quotes"
    kind = "quote"

    number: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="draft")
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    lines: Mapped[list[QuoteLine]] = relationship(
        order_by=QuoteLine.position, cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (
        UniqueConstraint("number", "revision"),
        Index("ix_quotes_live", "number", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_quotes_worklist", "owner_id", "state"),
        Index("ix_quotes_expiry", "state", "valid_until"),
        NEVER_AGAIN,
    )

    @property
    def reference(self) -> str:
        """As in DV-2026-0042."""
        return self.number
