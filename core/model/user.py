"""A person of the company who works with the CRM."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped

ROLES = ("rep", "manager", "admin", "integration")


class User(Stamped, Base):
    """Linked to a Slack user by id; the e-mail alone never grants anything."""

    __tablename__ = "users"

    name: Mapped[str]
    email: Mapped[str | None]
    slack_id: Mapped[str | None] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="fr")
    role: Mapped[str] = mapped_column(default="rep")
