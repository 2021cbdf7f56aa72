"""A file of leads: what its columns mean, how far it was read, and what became of its rows."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.model.base import Base, Stamped

SHOWN, RUNNING, DONE, UNDOING = "shown", "running", "done", "undoing"
UNDONE, CANCELLED, FAILED = "undone", "cancelled", "failed"
OVER = (UNDONE, CANCELLED, FAILED)
STATES = (SHOWN, RUNNING, DONE, UNDOING, *OVER)


class Batch(Stamped, Base):
    """`row` is the last row of the file that is settled, so that an import that was stopped goes on behind it.

    `columns` holds a `heading` and a `field` for each: a lead's, or those of `core/columns.py`. `digest` is the file's
    SHA-256. `row` and `total` count rows as a spreadsheet numbers them.
    """

    __tablename__ = "batches"
    kind: ClassVar[str] = "batch"

    digest: Mapped[str]
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default=SHOWN)
    columns: Mapped[list[dict[str, Any]]]
    has_header: Mapped[bool]
    sample: Mapped[list[list[str]]] = mapped_column(JSON)
    source: Mapped[str]
    campaign: Mapped[str | None]
    keeps_duplicates: Mapped[bool] = mapped_column(default=False)
    total: Mapped[int]
    row: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    doubtful: Mapped[int] = mapped_column(default=0)
    kept: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str | None]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))

    # One file is taken in once, unless what was made of it was taken back.
    __table_args__ = (
        Index(
            "uq_batches_living",
            "digest",
            unique=True,
            sqlite_where=text("state NOT IN ('undone', 'cancelled', 'failed')"),
            postgresql_where=text("state NOT IN ('undone', 'cancelled', 'failed')"),
        ),
    )


class Rejection(Base):
    """A row that became no lead, as it stands in the file, and why: a sentence of ours with its values."""

    __tablename__ = "rejections"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[list[str]]
    reason: Mapped[str]
    values: Mapped[dict[str, Any]]
