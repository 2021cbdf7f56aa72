"""Many rows at once into a table of plain texts and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.model.base import Base


def add_rows(session: Session, model: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert the rows, whose values stand in the order of `names`.

    Straight through the driver: of a short row SQLAlchemy's own way takes longer than the database does.
    """
    if not rows:
        return
    connection = session.connection()
    compiled = insert(model).compile(dialect=connection.dialect, column_keys=list(names))
    given: Any = rows
    if compiled.positiontup is None:
        given = [dict(zip(names, row, strict=True)) for row in rows]
    elif compiled.positiontup != list(names):
        order = [names.index(name) for name in compiled.positiontup]
        given = [tuple(row[place] for place in order) for row in rows]
    connection.exec_driver_sql(str(compiled), given)
