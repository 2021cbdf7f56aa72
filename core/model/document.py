"""A PDF that was made of a record."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from core.model.base import Base, Stamped


class Document(Stamped, Base):
    """The file lies under the home; `sha256` proves that it is still the one that was sent."""

    __tablename__ = "documents"

    record_kind: Mapped[str]
    record_id: Mapped[int]
    record_revision: Mapped[int]
    path: Mapped[str]
    sha256: Mapped[str]
    template_sha256: Mapped[str]

    __table_args__ = (UniqueConstraint("record_kind", "record_id", "record_revision"),)
