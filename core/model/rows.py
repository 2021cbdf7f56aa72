"""Many rows at once into a table of plain texts and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, insert
from sqlalchemy.orm import Session

from core.model.base import Base


def add_rows(session: Session, model: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert the rows, whose values stand in the order of `names`.

    Straight through the driver: of a short row SQLAlchemy's own way takes longer than the database does.
    """
    if not rows:
        return
    connection = session.connection()
    statement, order = _insertion(model, tuple(names), connection.dialect)
    given: Any = rows
    if order is None:
        given = [dict(zip(names, row, strict=True)) for row in rows]
    elif order != list(names):
        places = [names.index(name) for name in order]
        given = [tuple(row[place] for place in places) for row in rows]
    connection.exec_driver_sql(statement, given)


@lru_cache
def _insertion(model: type[Base], names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[str] | None]:
    """The statement, and the order of its values where they have no names in it."""
    compiled = insert(model).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), compiled.positiontup
