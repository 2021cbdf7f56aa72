"""Everything that the database holds of the cycle, as plain values, so that before and after can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from core.crm import Crm
from core.model import RECORDS, Base, Event

Key = tuple[str, int]
Fields = dict[str, Any]
# They change with every change, and say nothing by themselves.
STAMPS = frozenset({"version", "updated_at"})


def records(session: Session) -> dict[Key, Fields]:
    """The columns of every record, and its lines as plain rows, by kind and id."""
    return {(kind, each.id): fields(each) for kind, model in RECORDS.items() for each in session.scalars(select(model))}


def fields(record: Any) -> Fields:
    """A record's columns; `lines` stands beside them where it has some."""
    columns = {attribute.key: getattr(record, attribute.key) for attribute in inspect(record).mapper.column_attrs}
    lines = [_row(line) for line in getattr(record, "lines", ())]
    return columns | ({"lines": lines} if hasattr(record, "lines") else {})


def _row(line: Any) -> tuple[Any, ...]:
    return tuple(getattr(line, attribute.key) for attribute in inspect(line).mapper.column_attrs)


def tables(crm: Crm) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: a refusal leaves all of them as they were."""
    with crm.read() as session:
        return {
            table.name: sorted((tuple(map(str, row)) for row in session.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


def last_event(session: Session) -> int:
    """The audit trail's newest entry."""
    return session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) or 0


def events_since(session: Session, event_id: int) -> list[Event]:
    """What the audit trail says has happened since."""
    return list(session.scalars(select(Event).where(Event.id > event_id).order_by(Event.id)))
