"""What quotes, orders and invoices share: a customer, a currency, frozen figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from core.model.account import Account
from core.model.contact import Contact
from core.model.types import AMOUNT
from core.money import Money, Totals, total


class Sale:
    """Net, VAT and gross are stored once, when a line changes; documents and Slack only read them."""

    subject: Mapped[str | None]
    reason: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="fr")
    currency: Mapped[str] = mapped_column(default="EUR")
    customer_reference: Mapped[str | None]
    net: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    vat: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    gross: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
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
        """The figures as the lines give them, VAT by rate."""
        return total((line.net, line.vat_rate) for line in self.lines)

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
