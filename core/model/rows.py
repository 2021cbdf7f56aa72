"""Many rows at once into a table, straight through the driver: SQLAlchemy's own way takes longer than the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import orjson
from sqlalchemy import JSON, Connection, Dialect, LargeBinary, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from core.model.base import Base

# The highest number that was ever given, of which SQLite keeps account; nobody else writes while we do.
GIVEN_SQLITE = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name")
GIVEN_POSTGRESQL = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")

INSERTIONS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

Write: TypeAlias = Callable[[Any], Any] | None


def _json(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # It takes no numbers of more than 64 bits, and no keys but text.
        return json.dumps(value)


# Both drivers take these as they are; SQLAlchemy wraps each for psycopg, which then takes twice as long to unwrap it.
PLAIN: Mapping[type[TypeEngine[Any]], Write] = {JSON: _json, LargeBinary: None}


class _Form(NamedTuple):
    """A statement, the places of its values in a row in their order, and how each column's are written."""

    statement: str
    order: Sequence[int]
    writes: Sequence[Write]


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
    statement, values = insertion(connection.dialect, model, names, rows, once=once)
    return connection.exec_driver_sql(statement, values, {"preserve_rowcount": True}).rowcount


def insertion(
    dialect: Dialect, model: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]], *, once: Sequence[str]
) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement for the driver, and its values for each row."""
    table: Any = model.__table__
    form = _form(table, tuple(names), tuple(once), dialect)
    columns = [*map(_written, form.writes, zip(*rows, strict=True))]
    return form.statement, [*zip(*(columns[place] for place in form.order), strict=True)]


@lru_cache
def _form(table: Table, names: tuple[str, ...], once: tuple[str, ...], dialect: Dialect) -> _Form:
    statement = INSERTIONS[dialect.name](table).inline()
    if once:
        statement = statement.on_conflict_do_nothing(index_elements=once)
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    order = [names.index(name) for name in compiled.positiontup or ()]
    return _Form(str(compiled), order, [_write(table.c[name].type, dialect) for name in names])


def _write(kind: TypeEngine[Any], dialect: Dialect) -> Write:
    """What makes of a value of this type one that the driver takes; none where it takes all of them."""
    plain = [write for each, write in PLAIN.items() if isinstance(kind, each)]
    return plain[0] if plain else kind.dialect_impl(dialect).bind_processor(dialect)


def _written(write: Write, values: Sequence[Any]) -> Iterable[Any]:
    """One column's values as the driver takes them."""
    if write is None:
        return values
    if all(value is values[0] for value in values):
        return [values[0] if values[0] is None else write(values[0])] * len(values)
    return [value if value is None else write(value) for value in values]


def reserve(session: Session, model: type[Base], count: int) -> Sequence[int]:
    """So many identities that nobody has, rising; those of what is deleted are never given again."""
    name = model.__tablename__
    if session.connection().dialect.name == "sqlite":
        last = session.execute(GIVEN_SQLITE, {"name": name}).scalar_one()
        return range(last + 1, last + 1 + count)
    return session.execute(GIVEN_POSTGRESQL, {"name": name, "count": count}).scalars().all()
