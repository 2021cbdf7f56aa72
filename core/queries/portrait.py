"""A record as plain values for programs: all its fields, its lines and its totals.

Amounts are texts, so that no reader rounds them; days and moments are ISO 8601; other records are named by reference.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import ColumnProperty, Session

from core.model import RECORDS, Record, User
from core.model.types import Scaled

BY_TABLE: dict[str, Any] = {record.__tablename__: record for record in RECORDS.values()} | {"users": User}  # type: ignore[attr-defined]
UNTOLD = frozenset({"id", "parent_id", "net_as_given", "submission_id", "batch_id", "batch_row", "series", "sequence"})


def portrait(session: Session, record: Record) -> dict[str, Any]:
    """The record with everything that stands in it."""
    told = {"kind": record.kind, "reference": record.reference, "title": record.title} | _fields(session, record)
    for name in ("lines", "payments"):
        if hasattr(record, name):
            told[name] = [_part(session, part) for part in getattr(record, name)]
    if hasattr(record, "due"):
        told["due"] = str(record.due)
    return told


def _part(session: Session, part: Any) -> dict[str, Any]:
    fields = _fields(session, part)
    return fields | ({"net": str(part.net)} if hasattr(part, "net") else {})


def _fields(session: Session, row: Any) -> dict[str, Any]:
    columns = [each for each in inspect(row).mapper.column_attrs if each.key not in UNTOLD]
    return dict(_field(session, each, getattr(row, each.key)) for each in columns)


def _field(session: Session, column: ColumnProperty[Any], value: Any) -> tuple[str, Any]:
    stored = column.columns[0]
    key = next(iter(stored.foreign_keys), None)
    if key is None:
        return column.key, _figure(stored.type, value)
    model = BY_TABLE.get(key.column.table.name)
    other = session.get(model, value) if model and value is not None else None
    return column.key.removesuffix("_id"), _name(other)


def _figure(kind: Any, value: Any) -> Any:
    """A figure with all the places that its column has, also before it was stored."""
    return f"{value:.{kind.places}f}" if isinstance(kind, Scaled) and value is not None else plain(value)


def _name(other: Any) -> str | None:
    return other.name if isinstance(other, User) else other.reference if other else None


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
