"""A company that we sell to."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Record


class Account(Record, Base):
    """A customer, or one to be. `vat_scheme` is set where its sales do not bear VAT as ours usually do."""

    __tablename__ = "accounts"
    kind = "account"

    name: Mapped[str]
    siren: Mapped[str | None]
    vat_id: Mapped[str | None]
    website: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    country: Mapped[str | None]
    vat_scheme: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="fr")

    @property
    def reference(self) -> str:
        """As in A-3."""
        return f"A-{self.id}"

    @property
    def title(self) -> str:
        """The company's name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Name, site, number, SIREN."""
        return " ".join(filter(None, (self.name, self.website, self.phone, self.siren)))
