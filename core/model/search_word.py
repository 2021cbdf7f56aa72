"""The words under which records are found."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base


class SearchWord(Base):
    """One word of one record, without accents or case. The primary key answers searches by prefix."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_search_words_record", "record_kind", "record_id"),)
