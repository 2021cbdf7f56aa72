"""What two records of one person or company have in common: the index of the duplicate check."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base


class MatchKey(Base):
    """One comparable trait of one record (an e-mail, a phone number, a domain); `trait` is its kind.

    The primary key finds all records with the same trait; nothing here is for showing.
    """

    __tablename__ = "match_keys"

    trait: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_match_keys_record", "record_kind", "record_id"),)
