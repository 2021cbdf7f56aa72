"""A program's token for our API. The secret itself is kept nowhere."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped

# What a token can be for; what it may do there is up to its role.
SCOPES = ("leads:write", "cards:write", "records:read", "records:write", "mirrors:write")
TOKEN_ROLES = ("integration", "manager")


class ApiToken(Stamped, Base):
    """Two may have one name, while a program changes from the old one to the new one."""

    __tablename__ = "api_tokens"

    name: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]]
    role: Mapped[str]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]

    @property
    def reference(self) -> str:
        """As in 3: what `filon tokens revoke` takes."""
        return str(self.id)


def hashed(secret: str) -> str:
    """The SHA-256 of a secret, in hex. It has 256 random bits, so nothing slower is needed to keep it from guessers."""
    return hashlib.sha256(secret.encode()).hexdigest()
