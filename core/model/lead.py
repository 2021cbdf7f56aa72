"""A lead: every contact that could lead to business."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model.base import Base, Record
from core.model.consent import Consent
from core.model.person import Person
from core.model.types import AMOUNT

SOURCES = ("card", "web form", "call to action", "file", "bought file", "slack", "api")


class Lead(Person, Record, Base):
    """Either abandoned, promoted, or merged into `master_id`.

    `details` keeps what was given and fits no field of ours. `batch_id` and `batch_row` tell the file and the row of
    it that the lead came from.
    """

    __tablename__ = "leads"
    kind = "lead"

    state: Mapped[str] = mapped_column(default="new")
    reason: Mapped[str | None]
    reason_note: Mapped[str | None]
    master_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"), index=True)
    topic: Mapped[str | None]
    company: Mapped[str | None]
    siren: Mapped[str | None]
    website: Mapped[str | None]
    source: Mapped[str]
    campaign: Mapped[str | None]
    need: Mapped[str | None] = mapped_column(Text)
    time_frame: Mapped[str | None]
    decision_maker: Mapped[str | None]
    budget: Mapped[Decimal | None] = mapped_column(AMOUNT)
    estimated_value: Mapped[Decimal | None] = mapped_column(AMOUNT)
    estimated_close_on: Mapped[date | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"), unique=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    batch_row: Mapped[int | None]

    consents: Mapped[list[Consent]] = relationship(order_by=Consent.id, viewonly=True)

    __table_args__ = (
        Index("ix_leads_worklist", "owner_id", "state"),
        # A row of a file becomes one lead, whoever reads it again.
        Index("uq_leads_batch_row", "batch_id", "batch_row", unique=True),
        # The identity of a lead that was taken back is never another's.
        {"sqlite_autoincrement": True},
    )

    @property
    def reference(self) -> str:
        """As in L-42."""
        return f"L-{self.id}"

    @property
    def title(self) -> str:
        """Who it is, and where."""
        return " · ".join(filter(None, (self.full_name, self.company))) or self.email or self.phone or self.reference

    @property
    def search_text(self) -> str:
        """Name, company, e-mail, numbers, topic."""
        words = (self.full_name, self.company, self.email, self.phone, self.mobile, self.topic)
        return " ".join(filter(None, words))
