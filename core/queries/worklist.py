"""What a person has to work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.cycle import Cycle
from core.model import RECORDS, Record

MOST = 20


@dataclass(frozen=True)
class Worklist:
    """One kind's open records of a person, the last touched first; `more` tells that there are others."""

    kind: str
    records: list[Record]
    more: bool


def mine(session: Session, cycle: Cycle, user_id: int, most: int = MOST) -> list[Worklist]:
    """The person's open records, a list for each step in use that has some."""
    lists = (_of_kind(session, cycle, kind, user_id, most) for kind in cycle.kinds)
    return [worklist for worklist in lists if worklist.records]


def _of_kind(session: Session, cycle: Cycle, kind: str, user_id: int, most: int) -> Worklist:
    model: Any = RECORDS[kind]
    open_ones = select(model).where(model.owner_id == user_id, model.state.in_(cycle.step(kind).open_states))
    records = list(session.scalars(open_ones.order_by(model.updated_at.desc()).limit(most + 1)))
    return Worklist(kind, records[:most], more=len(records) > most)
