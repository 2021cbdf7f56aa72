"""An order: what the customer has bought."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.lines import OrderLine
from core.model.sale import Sale


class Order(Sale, Record, Base):
    """Made from a quote once, its prices locked then; or the mirror of another system's order."""

    __tablename__ = "orders"
    kind = "order"

    number: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="draft")
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), unique=True)
    ordered_on: Mapped[date | None]
    external_system: Mapped[str | None]
    external_id: Mapped[str | None]
    lines: Mapped[list[OrderLine]] = relationship(
        order_by=OrderLine.position, cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (UniqueConstraint("external_system", "external_id"),)

    @property
    def reference(self) -> str:
        """As in BC-2026-0007."""
        return self.number
