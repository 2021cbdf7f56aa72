"""Money that came in for an invoice, or went out for a credit note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped
from core.model.types import AMOUNT


class Payment(Stamped, Base):
    """One payment, of the whole or of a part."""

    __tablename__ = "payments"

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    paid_on: Mapped[date]
    method: Mapped[str | None]
    reference: Mapped[str | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
