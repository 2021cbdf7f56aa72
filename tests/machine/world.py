"""Everything that the database holds, as plain rows, so that before and after can be compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.actions.lines import LINES
from core.model import RECORDS, Base

Row = dict[str, Any]
Key = tuple[str, int]


@dataclass(frozen=True)
class World:
    """Every row of every table of ours, in order; and the jobs that were asked for."""

    tables: dict[str, list[Row]]
    jobs: list[str]

    @cached_property
    def records(self) -> dict[Key, Row]:
        """The records by kind and id."""
        return {(kind, row["id"]): row for kind, model in RECORDS.items() for row in self.tables[model.__tablename__]}

    @cached_property
    def lines(self) -> dict[Key, list[Row]]:
        """What each record sells, in its order."""
        found: defaultdict[Key, list[Row]] = defaultdict(list)
        for kind, model in LINES.items():
            for row in sorted(self.tables[model.__tablename__], key=lambda row: row["position"]):
                found[kind, row["parent_id"]].append(row)
        return found

    def of(self, *kinds: str) -> dict[Key, Row]:
        """The records of these kinds."""
        return {key: row for key, row in self.records.items() if key[0] in kinds}


def look(session: Session) -> World:
    """The world as it is now."""
    tables = {
        table.name: [dict(row) for row in session.execute(select(table).order_by(*table.primary_key)).mappings()]
        for table in Base.metadata.sorted_tables
    }
    schema = "" if session.get_bind().dialect.name == "sqlite" else "dbos."
    jobs = text(f"SELECT workflow_uuid FROM {schema}workflow_status ORDER BY workflow_uuid")  # noqa: S608 - no input
    return World(tables, list(session.scalars(jobs)))
