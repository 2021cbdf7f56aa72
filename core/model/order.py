"""An order: what the customer has bought."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.lines import OrderLine
from core.model.mirrored import Mirrored
from core.model.sale import NEVER_AGAIN, Sale

OURS = text("external_system IS NULL")


class Order(Mirrored, Sale, Record, Base):
    """Made from a quote once, its prices locked then; or the mirror of another system's order."""

    __tablename__ = "orders"
    kind = "order"

    number: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="draft")
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("quotes.id"), unique=True)
    ordered_on: Mapped[date | None]
    lines: Mapped[list[OrderLine]] = relationship(
        order_by=OrderLine.position, cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (
        UniqueConstraint("external_system", "external_id"),
        Index("ix_orders_ours", "number", unique=True, sqlite_where=OURS, postgresql_where=OURS),
        Index("ix_orders_worklist", "owner_id", "state"),
        NEVER_AGAIN,
    )

    @property
    def reference(self) -> str:
        """As in BC-2026-0007."""
        return self.number
