"""How the database would answer: which tables it would read from one end to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from core.crm import Crm
from core.model import Base


def scanned(crm: Crm, ask: Callable[[Session], Any]) -> list[str]:
    """The lines of the plans, of everything that `ask` reads, that scan a table of ours."""
    seen: list[tuple[str, Any]] = []
    with crm.read() as session:
        engine = session.get_bind()

        def note(*args: Any) -> None:
            seen.append((args[2], args[3]))

        event.listen(engine, "before_cursor_execute", note)
        ask(session)
        event.remove(engine, "before_cursor_execute", note)
        reads = [entry for entry in seen if entry[0].lstrip().startswith(("SELECT", "WITH"))]
        assert reads
        explain = _of_sqlite if crm.database.is_sqlite else _of_postgresql
        return [
            line for statement, parameters in reads for line in explain(session.connection(), statement, parameters)
        ]


def _of_sqlite(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    tables = Base.metadata.tables.keys()
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
        words = row[-1].split()
        if words[0] == "SCAN" and words[1] in tables:
            yield row[-1]


def _of_postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    # A small table is cheaper to read whole; without that choice, what is still scanned has no index that fits.
    connection.exec_driver_sql("SET enable_seqscan = off")
    for (line,) in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters):
        if "Seq Scan" in line:
            yield line
