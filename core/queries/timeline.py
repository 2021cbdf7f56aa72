"""What happened around a record, in one read: its audit trail, and what was said and written about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    String,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from core.model import Activity, ActivityLink, Event, Lead, Record, User

MOST = 10
ACTIVITY = "activity"
# Where an entry stands among all of them: its moment, then what tells two of one moment apart.
Place = tuple[datetime, int, int]


@dataclass(frozen=True)
class Entry:
    """One thing that happened: an event's name or an activity's type, by whom, with its text.

    `subject` is the kind and id of what it happened to, where the record's history includes another's: the lead's
    that it was made of. `state` and `tracking_number` are an activity's.
    """

    happened_at: datetime
    what: str
    who: str
    text: str
    changes: dict[str, Any]
    subject: tuple[str, int] = ("", 0)
    state: str = ""
    tracking_number: str = ""
    place: Place | None = None


def timeline(
    session: Session, record: Record, most: int = MOST, *, before: Place | None = None, without: Collection[str] = ()
) -> list[Entry]:
    """The newest entries of the record, the newest first; those older than the place `before`, to read on.

    An opportunity has the history of its lead, a lead that of the leads merged into it. `without` leaves out events
    by what happened, as in `logged`.
    """
    origins = _origins(record)
    parts = (
        _events(_is(Event, record.kind, [record.id]), without),
        _events(_is(Event, Lead.kind, origins), without),
        _events(_is(Event, ACTIVITY, _activities(record, origins)), without),
        _logged(record, origins),
    )
    page = union_all(*(_newest(part, before, most) for part in parts)).subquery()
    query = (
        select(page, func.coalesce(User.name, page.c.caller, page.c.door).label("who"))
        .outerjoin(User, User.id == page.c.user_id)
        .order_by(page.c.happened_at.desc(), page.c.source.desc(), page.c.id.desc())
        .limit(most)
    )
    return [_entry(row) for row in session.execute(query)]


def _entry(row: Any) -> Entry:
    return Entry(
        happened_at=row.happened_at,
        what=row.what,
        who=row.who,
        text=row.text or "",
        changes=row.changes or {},
        subject=(row.subject_kind, row.subject_id),
        state=row.state or "",
        tracking_number=row.tracking_number or "",
        place=(row.happened_at, row.source, row.id),
    )


def _origins(record: Any) -> Select[Any]:
    """The ids of the leads whose history is the record's too: its own lead, and those merged into that."""
    first = record.id if record.kind == Lead.kind else getattr(record, "lead_id", None)
    lead = select(literal(first or 0).label("id")).cte("origins", recursive=True)
    merged = select(Lead.id).join(lead, Lead.master_id == lead.c.id)
    found = lead.union(merged)
    # A lead's own events are read as the record's.
    return select(found.c.id).where(found.c.id != (record.id if record.kind == Lead.kind else 0))


def _is(model: Any, kind: str, ids: Any) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = (model.record_kind == kind) & model.record_id.in_(ids)
    return matches


def _activities(record: Record, origins: Select[Any]) -> Select[Any]:
    """The ids of the activities that concern the record or its origins, each once."""
    own = select(ActivityLink.activity_id).where(_is(ActivityLink, record.kind, [record.id]))
    inherited = select(ActivityLink.activity_id).where(_is(ActivityLink, Lead.kind, origins))
    return select(own.union(inherited).subquery().c.activity_id)


def _events(matches: ColumnElement[bool], without: Collection[str]) -> Select[Any]:
    hidden = [Event.name.not_like(f"%.{happening}") for happening in without]
    return select(
        Event.happened_at,
        literal_column("1").label("source"),
        Event.id,
        Event.name.label("what"),
        Event.user_id,
        Event.door,
        Event.caller,
        cast(null(), String).label("text"),
        Event.changes,
        Event.record_kind.label("subject_kind"),
        Event.record_id.label("subject_id"),
        cast(null(), String).label("state"),
        cast(null(), String).label("tracking_number"),
    ).where(matches, *hidden)


def _logged(record: Record, origins: Select[Any]) -> Select[Any]:
    return select(
        Activity.happened_at,
        literal_column("0").label("source"),
        Activity.id,
        Activity.type.label("what"),
        Activity.user_id,
        literal("").label("door"),
        Activity.caller,
        Activity.text,
        cast(null(), JSON).label("changes"),
        literal(ACTIVITY).label("subject_kind"),
        Activity.id.label("subject_id"),
        Activity.state,
        Activity.tracking_number,
    ).where(Activity.id.in_(_activities(record, origins)))


def _newest(part: Select[Any], before: Place | None, most: int) -> Select[Any]:
    """The part's newest entries, in brackets, because SQLite has no limit inside a union otherwise."""
    columns = part.selected_columns
    place = (columns.happened_at, columns.source, columns.id)
    if before is not None:
        part = part.where(tuple_(*place) < tuple_(*(literal(value) for value in before)))
    return select(part.order_by(*(column.desc() for column in place)).limit(most).subquery())
