"""Many rows at once into a table, straight through the driver: SQLAlchemy's own way takes longer than the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.model.base import Base

# The highest number that was ever given, of which SQLite keeps account; nobody else writes while we do.
GIVEN_SQLITE = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name")
GIVEN_POSTGRESQL = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")

INSERTIONS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def add_rows(
    connection: Connection,
    model: type[Base],
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    once: Sequence[str] = (),
) -> int:
    """Insert the rows, whose values stand in the order of `names`: each column that has a default among them.

    Rows that the table has already, as the columns `once` tell, are left out. The number of rows that went in.
    """
    if not rows:
        return 0
    table: Any = model.__table__
    statement, places = _insertion(table, tuple(names), tuple(once), connection.dialect)
    columns = dict(zip(names, _written(table, names, rows, connection.dialect), strict=True))
    order = places or names
    given: Any = zip(*(columns[name] for name in order), strict=True)
    if places is None:
        given = (dict(zip(order, row, strict=True)) for row in given)
    return connection.exec_driver_sql(statement, list(given), {"preserve_rowcount": True}).rowcount


@lru_cache
def _insertion(
    table: Table, names: tuple[str, ...], once: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[str] | None]:
    """The statement, and the order of its values where they have no names in it."""
    insertion = INSERTIONS[dialect.name](table).inline()
    if once:
        insertion = insertion.on_conflict_do_nothing(index_elements=once)
    compiled = insertion.compile(dialect=dialect, column_keys=list(names))
    return str(compiled), compiled.positiontup


def reserve(session: Session, model: type[Base], count: int) -> Sequence[int]:
    """So many identities that nobody has, rising; those of what is deleted are never given again."""
    name = model.__tablename__
    if session.connection().dialect.name == "sqlite":
        last = session.execute(GIVEN_SQLITE, {"name": name}).scalar_one()
        return range(last + 1, last + 1 + count)
    return session.execute(GIVEN_POSTGRESQL, {"name": name, "count": count}).scalars().all()


def _written(
    table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]], dialect: Dialect
) -> Iterable[Sequence[Any]]:
    """The values column by column, in the form in which the driver takes them."""
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        write: Any = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if write is None:
            yield values
        elif all(value is values[0] for value in values):
            yield [values[0] if values[0] is None else write(values[0])] * len(values)
        else:
            yield [value if value is None else write(value) for value in values]
