"""What a program was answered: the same request again gets the same answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from core.model.base import Base, Stamped


class Reply(Stamped, Base):
    """Kept in the transaction of what it tells of. `key` is the caller's own; `digest` is of the whole request."""

    __tablename__ = "replies"

    caller: Mapped[str]
    key: Mapped[str]
    digest: Mapped[str]
    status: Mapped[int]
    body: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("caller", "key"), Index(None, "created_at"))
