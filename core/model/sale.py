"""What quotes, orders and invoices share: a customer, a currency, frozen figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from core.model.account import Account
from core.model.contact import Contact
from core.model.types import AMOUNT, PERCENT
from core.money import ZERO, Money, Totals, VatLine

# SQLite would give the identity of a deleted draft to the next record, and with it the old one's history.
NEVER_AGAIN = {"sqlite_autoincrement": True}
VAT_SCHEMES = ("standard", "franchise", "reverse_charge", "intra_eu")


class Sale:
    """Figures are stored once, when a line changes; documents and Slack only read them.

    `discount` is of the whole document and net of VAT; `discount_rate` (percent) is there where it was given so.
    `bill_to` is the customer as it was when the document was frozen; until then the account's own data hold.
    """

    subject: Mapped[str | None]
    reason: Mapped[str | None]
    reason_note: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="fr")
    currency: Mapped[str] = mapped_column(default="EUR")
    customer_reference: Mapped[str | None]
    vat_scheme: Mapped[str] = mapped_column(default="standard")
    bill_to: Mapped[dict[str, Any] | None]
    ship_to: Mapped[str | None]
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)
    supplied_on: Mapped[date | None]
    subtotal: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    discount_rate: Mapped[Decimal | None] = mapped_column(PERCENT)
    discount: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    net: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    vat: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    gross: Mapped[Decimal] = mapped_column(AMOUNT, default=ZERO)
    vat_lines: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    lines: Any

    @declared_attr
    def account_id(cls) -> Mapped[int | None]:  # noqa: N805 - SQLAlchemy passes the class
        """The customer."""
        return mapped_column(ForeignKey("accounts.id"), index=True)

    @declared_attr
    def contact_id(cls) -> Mapped[int | None]:  # noqa: N805 - SQLAlchemy passes the class
        """Whom it is addressed to."""
        return mapped_column(ForeignKey("contacts.id"), index=True)

    @declared_attr
    def account(cls) -> Mapped[Account | None]:  # noqa: N805 - SQLAlchemy passes the class
        """The customer."""
        return relationship(Account)

    @declared_attr
    def contact(cls) -> Mapped[Contact | None]:  # noqa: N805 - SQLAlchemy passes the class
        """Whom it is addressed to."""
        return relationship(Contact)

    @property
    def totals(self) -> Totals:
        """The stored figures, VAT by rate, the highest rate first."""
        parts = tuple(VatLine(*(Decimal(part[name]) for name in ("rate", "net", "vat"))) for part in self.vat_lines)
        deducted = self.subtotal - self.discount - self.net
        return Totals(self.subtotal, self.discount, deducted, self.net, self.vat, self.gross, parts)

    @totals.setter
    def totals(self, totals: Totals) -> None:
        self.subtotal, self.discount = totals.subtotal, totals.discount
        self.net, self.vat, self.gross = totals.net, totals.vat, totals.gross
        self.vat_lines = [{"rate": str(v.rate), "net": str(v.net), "vat": str(v.vat)} for v in totals.vat_lines]

    @property
    def amount(self) -> Money:
        """The gross amount with its currency."""
        return Money(self.gross, self.currency)

    @property
    def customer(self) -> str:
        """Who it is for: the company, else the person."""
        named = self.account or self.contact
        return named.title if named else ""

    @property
    def title(self) -> str:
        """The customer and what it is about."""
        return " · ".join(dict.fromkeys(filter(None, (self.customer, self.subject))))
