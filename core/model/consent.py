"""What a person agreed to, with all that proves it, and who wants no marketing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped

MARKETING = "marketing"


class Consent(Stamped, Base):
    """One consent: the words and their version, when and from where it was given, in which field, and what came in it.

    What was not ticked has no row. A token, kept as its SHA-256 only, waits for the person to confirm by mail.
    """

    __tablename__ = "consents"

    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    address_key: Mapped[str | None]
    purpose: Mapped[str] = mapped_column(default=MARKETING)
    wording: Mapped[str] = mapped_column(Text)
    wording_version: Mapped[str | None]
    field: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    given_at: Mapped[datetime]
    ip: Mapped[str | None]
    user_agent: Mapped[str | None]
    page: Mapped[str | None]
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    token_expires_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_consents_address", "address_key", "purpose"),)

    @property
    def state(self) -> str:
        """Whether it holds: one that is to be confirmed does not yet."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.confirmed_at:
            return "confirmed"
        return "to be confirmed" if self.token_digest else "given"


class Suppression(Stamped, Base):
    """An address that gets no marketing, kept as a keyed hash: it is still known when all else of it is erased."""

    __tablename__ = "suppressions"

    address_key: Mapped[str] = mapped_column(unique=True)
    reason: Mapped[str]
