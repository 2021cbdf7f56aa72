"""An invoice: what the customer owes; a credit note is one that takes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.lines import InvoiceLine
from core.model.mirrored import Mirrored
from core.model.order import OURS
from core.model.payment import Payment
from core.model.sale import NEVER_AGAIN, Sale
from core.model.types import AMOUNT
from core.money import ZERO

TYPES = ("invoice", "deposit", "final", "credit_note")
# What waits here, or for another system's number, has none.
UNNUMBERED = ("draft", "handed over")
UNSETTLED = ("issued", "partly paid")


class Invoice(Mirrored, Sale, Record, Base):
    """A draft has no number; the number is given at issue and the invoice is immutable from then on.

    `paid` and `credited` are gross amounts; `deducted` is the net of the deposits that a final invoice takes off.
    A deposit points to the invoice that deducts it, a credit note to the one that it corrects; its amounts are
    positive, and mean what is given back. `credited` of a credit note is what was set off against the unpaid rest of
    that invoice; the remainder is due to the customer.
    """

    __tablename__ = "invoices"
    kind = "invoice"

    type: Mapped[str] = mapped_column(default="invoice")
    number: Mapped[str | None] = mapped_column(index=True)
    series: Mapped[str | None]
    sequence: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="draft")
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    deducted_in_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    deducted: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    credited: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    lines: Mapped[list[InvoiceLine]] = relationship(
        order_by=InvoiceLine.position, cascade="all, delete-orphan", lazy="selectin"
    )
    payments: Mapped[list[Payment]] = relationship(order_by=Payment.id)
    corrects: Mapped[Invoice | None] = relationship(foreign_keys=[corrects_id], remote_side="Invoice.id")
    deposits: Mapped[list[Invoice]] = relationship(foreign_keys=[deducted_in_id], order_by="Invoice.id")

    __table_args__ = (
        UniqueConstraint("external_system", "external_id"),
        UniqueConstraint("series", "sequence"),
        Index("ix_invoices_ours", "number", unique=True, sqlite_where=OURS, postgresql_where=OURS),
        Index("ix_invoices_worklist", "owner_id", "state"),
        Index("ix_invoices_due", "state", "due_on"),
        NEVER_AGAIN,
    )

    @property
    def reference(self) -> str:
        """As in FA-2026-0001; a draft is I-12."""
        return self.number or f"I-{self.id}"

    @property
    def due(self) -> Decimal:
        """What is still owed, gross; negative where more was paid than is owed after a credit note."""
        return self.gross - self.paid - self.credited

    @property
    def is_wholly_credited(self) -> bool:
        """Whether nothing of it is left, so that what it billed can be billed again. One of 0 is so by its state."""
        return self.state == "credited" or (self.credited >= self.gross > 0)

    def is_overdue(self, today: date) -> bool:
        """Whether something is owed after its day. Computed, not a state."""
        return self.state in UNSETTLED and self.due > 0 and self.due_on is not None and self.due_on < today
