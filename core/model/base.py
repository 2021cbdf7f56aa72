"""What every table and every record of the cycle has in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from core.model.types import UtcDateTime, now

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base; its naming convention keeps migrations the same on both databases."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }


class Stamped:
    """A row with an identity and its times."""

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class Record(Stamped):
    """A noun of the CRM. Its version counts every change, so that a stale click is noticed."""

    kind: ClassVar[str]
    version: Mapped[int] = mapped_column(default=1)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """Let SQLAlchemy refuse an update of a row that somebody else changed meanwhile."""
        return {"version_id_col": cls.version}

    @property
    def reference(self) -> str:
        """How people name the record, as in L-42."""
        raise TypeError

    @property
    def title(self) -> str:
        """What the record is called in a list."""
        raise TypeError

    @property
    def search_text(self) -> str:
        """The words under which the record is found."""
        return self.title
