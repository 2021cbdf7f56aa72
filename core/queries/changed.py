"""Records in the order in which they were last changed, a page at a time, so that a program can follow what happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from core.model import RECORDS, Record
from core.model.types import UtcDateTime

# Where a record stands: when it was changed, then its identity.
Place = tuple[datetime, int]


@dataclass(frozen=True)
class Wanted:
    """Which records: in a state, of an owner (or of nobody), changed at this moment or later."""

    state: str | None = None
    owner_id: int | None = None
    is_unowned: bool = False
    since: datetime | None = None


def changed(session: Session, kind: str, wanted: Wanted, most: int, after: Place | None = None) -> Sequence[Record]:
    """The first records behind the place `after`, the longest unchanged first."""
    model: Any = RECORDS[kind]
    query = select(model).where(*_conditions(model, wanted))
    if after is not None:
        moment, number = after
        place = tuple_(literal(moment, UtcDateTime()), literal(number))
        query = query.where(tuple_(model.updated_at, model.id) > place)
    return session.scalars(query.order_by(model.updated_at, model.id).limit(most)).all()


def _conditions(model: Any, wanted: Wanted) -> list[Any]:
    conditions = []
    if wanted.state is not None:
        conditions.append(model.state == wanted.state)
    if wanted.owner_id is not None:
        conditions.append(model.owner_id == wanted.owner_id)
    if wanted.is_unowned:
        conditions.append(model.owner_id.is_(None))
    if wanted.since is not None:
        conditions.append(model.updated_at >= wanted.since)
    return conditions
