"""A possible sale; all open ones together are the pipeline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.account import Account
from core.model.base import Base, Record
from core.model.contact import Contact
from core.model.lines import OpportunityLine
from core.model.types import AMOUNT


class Opportunity(Record, Base):
    """Its revenue is typed, or follows from the lines. Probability in percent: the stage's, or typed."""

    __tablename__ = "opportunities"
    kind = "opportunity"

    name: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    reason_note: Mapped[str | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"), index=True)
    revenue: Mapped[Decimal | None] = mapped_column(AMOUNT)
    revenue_is_typed: Mapped[bool] = mapped_column(default=False)
    actual_revenue: Mapped[Decimal | None] = mapped_column(AMOUNT)
    probability: Mapped[int]
    probability_is_typed: Mapped[bool] = mapped_column(default=False)
    forecast_category: Mapped[str] = mapped_column(default="pipeline")
    competitor: Mapped[str | None]
    expected_close_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    currency: Mapped[str] = mapped_column(default="EUR")
    need: Mapped[str | None] = mapped_column(Text)

    account: Mapped[Account | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    lines: Mapped[list[OpportunityLine]] = relationship(
        order_by=OpportunityLine.position, cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (
        Index("ix_opportunities_pipeline", "state", "expected_close_on"),
        Index("ix_opportunities_worklist", "owner_id", "state"),
        Index("ix_opportunities_closed", "state", "closed_on"),
    )

    @property
    def reference(self) -> str:
        """As in O-17."""
        return f"O-{self.id}"

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Name and customer."""
        return " ".join(filter(None, (self.name, self.account.name if self.account else None)))
