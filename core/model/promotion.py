"""What a lead was promoted into."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base
from core.model.types import now


class Promotion(Base):
    """Its primary key is the lead's: the database itself makes a second promotion impossible.

    The opportunities, none or several, name the lead themselves.
    """

    __tablename__ = "promotions"

    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id"), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
