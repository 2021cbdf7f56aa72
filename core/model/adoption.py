"""Jobs that outlived their worker."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base


class Adoption(Base):
    """How often a job was taken over; one that keeps killing its workers is stopped and shown."""

    __tablename__ = "adoptions"

    job_id: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
