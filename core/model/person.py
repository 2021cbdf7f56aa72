"""What leads and contacts both know of a person."""

from __future__ import annotations

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column


class Person:
    """Names as people write them, accents kept; `no_marketing` where the address is on the suppression list."""

    salutation: Mapped[str | None]
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    job_title: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    mobile: Mapped[str | None]
    address: Mapped[str | None]
    country: Mapped[str | None]
    no_marketing: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def full_name(self) -> str:
        """First and last name, or nothing."""
        return " ".join(filter(None, (self.first_name, self.last_name)))
