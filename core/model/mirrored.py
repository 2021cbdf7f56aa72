"""What a copy of another system's document knows of its original."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped


class Mirrored:
    """Empty for what is made here. `external_updated_at` is the other system's own time of its last change."""

    external_system: Mapped[str | None]
    external_id: Mapped[str | None]
    external_updated_at: Mapped[datetime | None]
