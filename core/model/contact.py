"""A person at an account."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.account import Account
from core.model.base import Base, Record
from core.model.person import Person


class Contact(Person, Record, Base):
    """Somebody whom we talk to."""

    __tablename__ = "contacts"
    kind = "contact"

    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    account: Mapped[Account | None] = relationship()

    @property
    def reference(self) -> str:
        """As in C-5."""
        return f"C-{self.id}"

    @property
    def title(self) -> str:
        """The person's name, or the address we have."""
        return self.full_name or self.email or self.phone or self.reference

    @property
    def search_text(self) -> str:
        """Name, company, e-mail, numbers."""
        company = self.account.name if self.account else None
        return " ".join(filter(None, (self.full_name, company, self.email, self.phone, self.mobile)))
