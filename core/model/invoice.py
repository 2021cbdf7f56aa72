"""An invoice: what the customer owes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.lines import InvoiceLine
from core.model.sale import Sale


class Invoice(Sale, Record, Base):
    """A draft has no number; the number is given at issue and the invoice is immutable from then on."""

    __tablename__ = "invoices"
    kind = "invoice"

    number: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="draft")
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), unique=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), unique=True)
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    lines: Mapped[list[InvoiceLine]] = relationship(
        order_by=InvoiceLine.position, cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def reference(self) -> str:
        """As in FA-2026-0001; a draft is I-12."""
        return self.number or f"I-{self.id}"
