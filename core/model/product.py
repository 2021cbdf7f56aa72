"""What we sell: the catalogue's products and services."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Record
from core.model.types import PERCENT, UNIT_PRICE

NATURES = ("goods", "service")


class Product(Record, Base):
    """A product or a service with its usual price, net of VAT; `names` holds its name in other languages by code.

    `details_in` does the same for the details. A retired product is not sold any more, and stays on what was.
    """

    __tablename__ = "products"
    kind = "product"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    names: Mapped[dict[str, Any]] = mapped_column(default=dict)
    details: Mapped[str | None] = mapped_column(Text)
    details_in: Mapped[dict[str, Any]] = mapped_column(default=dict)
    unit: Mapped[str | None]
    unit_price: Mapped[Decimal] = mapped_column(UNIT_PRICE)
    currency: Mapped[str] = mapped_column(default="EUR")
    vat_rate: Mapped[Decimal] = mapped_column(PERCENT)
    nature: Mapped[str] = mapped_column(default="service")
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def reference(self) -> str:
        """As in P-12."""
        return f"P-{self.id}"

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Its code and its names in every language."""
        return " ".join((self.code, self.name, *map(str, self.names.values())))

    def named(self, language: str) -> str:
        """Its name in the customer's language, else the usual one."""
        return str(self.names.get(language) or self.name)

    def detailed(self, language: str) -> str | None:
        """Its details in the customer's language, else the usual ones."""
        return str(self.details_in.get(language) or "") or self.details
