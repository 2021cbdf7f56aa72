"""What is sold: the lines of an opportunity, a quote, an order, an invoice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.model.base import Base
from core.model.types import AMOUNT, PERCENT, QUANTITY, UNIT_PRICE
from core.money import ZERO, line_net

COPIED = (
    "position",
    "description",
    "details",
    "quantity",
    "unit",
    "unit_price",
    "discount",
    "vat_rate",
    "nature",
    "product_id",
)


class Line:
    """A product, a service or free text, with its price. Discount and VAT rate in percent; nature: goods or service."""

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    description: Mapped[str]
    details: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[Decimal] = mapped_column(QUANTITY)
    unit: Mapped[str | None]
    unit_price: Mapped[Decimal] = mapped_column(UNIT_PRICE)
    discount: Mapped[Decimal] = mapped_column(PERCENT, default=ZERO)
    vat_rate: Mapped[Decimal] = mapped_column(PERCENT)
    nature: Mapped[str] = mapped_column(default="service")

    @declared_attr
    def product_id(cls) -> Mapped[int | None]:  # noqa: N805 - SQLAlchemy passes the class
        """What of the catalogue it is; none for free text."""
        return mapped_column(ForeignKey("products.id"), index=True)

    @declared_attr
    def parent_id(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy passes the class
        """The record that the line belongs to."""
        return mapped_column(ForeignKey(f"{cls.parent_table}.id", ondelete="CASCADE"), index=True)

    net_as_given: Mapped[Decimal | None] = mapped_column(AMOUNT)
    parent_table: str

    @property
    def net(self) -> Decimal:
        """The line's amount without VAT; of a mirrored document the other system's, never recomputed."""
        if self.net_as_given is not None:
            return self.net_as_given
        return line_net(self.quantity, self.unit_price, self.discount)

    @property
    def copied(self) -> dict[str, Any]:
        """What the next document of the cycle takes over."""
        return {name: getattr(self, name) for name in COPIED}


class OpportunityLine(Line, Base):
    """A line of an opportunity."""

    __tablename__ = "opportunity_lines"
    parent_table = "opportunities"


class QuoteLine(Line, Base):
    """A line of a quote."""

    __tablename__ = "quote_lines"
    parent_table = "quotes"


class OrderLine(Line, Base):
    """A line of an order, and how much of it was delivered or done."""

    __tablename__ = "order_lines"
    parent_table = "orders"

    fulfilled: Mapped[Decimal] = mapped_column(QUANTITY, default=ZERO)


class InvoiceLine(Line, Base):
    """A line of an invoice; `source_line_id` is the line that it bills, of the order or, without one, the quote.

    Of a credit note it is the line, of the invoice that it corrects, that is taken back; a line without one only
    lowers the price.
    """

    __tablename__ = "invoice_lines"
    parent_table = "invoices"

    source_line_id: Mapped[int | None] = mapped_column(index=True)


class HasLines(Protocol):
    """A record with lines."""

    lines: Any
