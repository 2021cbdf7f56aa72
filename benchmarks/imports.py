"""A file of leads taken in, against raw `executemany` of the same rows: `python -m benchmarks.imports [ROWS…]`.

Prints, for each size in a process of its own, how many leads a second are taken in (read, checked, compared with all
that is known, stored with their words, traits and events), and how many the raw driver stores of exactly the rows
that were stored, and of those of the table of leads alone; both by the clock and by processor time; the highest use of
memory; and for how long nobody else could write, at most. The raw driver commits as often, as durably, to the same
tables.

The table of leads alone is an eighth of what the driver needs for all rows: a lead has one row there, and about
fifteen in the two indexes by which it is found, as words and as a duplicate, which fall all over them. So even an
import that calculated nothing would stay under 0.2 of that table alone.
"""

from __future__ import annotations

import csv
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from benchmarks.duplicates import people
from core.actions.batches import show_batch, start_batch
from core.crm import Crm
from core.database import Database
from core.settings import load
from intake.imports.look import look
from intake.imports.take import CHUNK, COMPANY, take_in

SIZES = (10_000, 100_000)
# One in so many rows stands in the file twice.
REPEATED = 50
TABLES = {
    "leads": "SELECT * FROM leads WHERE id BETWEEN ? AND ?",
    "events": "SELECT * FROM events WHERE record_kind = 'lead' AND record_id BETWEEN ? AND ?",
    "search_words": "SELECT * FROM search_words WHERE record_kind = 'lead' AND record_id BETWEEN ? AND ?",
    "match_keys": "SELECT * FROM match_keys WHERE record_kind = 'lead' AND record_id BETWEEN ? AND ?",
}


@dataclass
class Watch:
    """Seconds by the clock and of the processor."""

    wall: float = 0
    processor: float = 0

    def run(self, act: Callable[[], object]) -> None:
        """Add how long it takes."""
        wall, processor = time.perf_counter(), time.process_time()
        act()
        self.wall += time.perf_counter() - wall
        self.processor += time.process_time() - processor


class Lock:
    """How long a database's write lock was held at most, in seconds, from its getting to its giving back."""

    def __init__(self, database: Database) -> None:
        self.longest = self._since = 0.0
        engine = database.connect()
        # The database's own listener, which comes first, waits for the lock.
        event.listen(engine, "begin", self._got)
        event.listen(engine, "checkin", self._given_back)

    def _got(self, _connection: Connection) -> None:
        self._since = time.perf_counter()

    def _given_back(self, _connection: object, _record: object) -> None:
        self.longest = max(self.longest, time.perf_counter() - self._since)


def measure(count: int, folder: Path) -> dict[str, Any]:
    """What one size gives."""
    path, crm = folder / "leads.csv", _crm(folder / "ours")
    _write(path, count)
    begun = _memory()
    ours, lock = Watch(), Lock(crm.database)
    ours.run(lambda: _import(crm, path))
    peak = _memory()
    crm.database.close()
    stored = folder / "ours" / "filon.sqlite"
    raw = {name: _raw(folder / name, stored, tables) for name, tables in _baselines().items()}
    told = {"count": count, "before": begun, "peak": peak, "locked": lock.longest}
    return told | {name: vars(watch) for name, watch in ({"ours": ours} | raw).items()}


def a_lead(folder: Path) -> tuple[float, float]:
    """Seconds for one lead of the smaller file, and for its rows through the raw driver: 5 times that at most."""
    folder.mkdir()
    result = measure(SIZES[0], folder)
    return result["ours"]["wall"] / SIZES[0], result["raw"]["wall"] / SIZES[0]


def _baselines() -> dict[str, tuple[str, ...]]:
    return {"raw": tuple(TABLES), "leads": ("leads",)}


def _crm(home: Path) -> Crm:
    crm = Crm(load(home=home, database_url=""))
    crm.database.upgrade()
    return crm


def _write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Prénom", "Nom", "Société", "E-mail", "Téléphone"])
        for number, *person in people(count - count // REPEATED):
            writer.writerow(person)
            if number % (REPEATED - 1) == 0:
                writer.writerow(person)


def _import(crm: Crm, path: Path) -> None:
    seen = look(path)
    fields = {name: getattr(seen, name) for name in ("columns", "has_header", "sample", "total")}
    with crm.transaction(COMPANY) as tx:
        batch = start_batch(tx, show_batch(tx, seen.digest, name="leads.csv", source="file", **fields))
    take_in(crm, batch.id, path)


def _raw(folder: Path, stored: Path, tables: tuple[str, ...]) -> Watch:
    _crm(folder).database.close()
    watch = Watch()
    with closing(sqlite3.connect(folder / "filon.sqlite", isolation_level=None)) as target:
        target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF")
        for chunk in _chunks(stored, tables):
            watch.run(lambda chunk=chunk: _insert(target, chunk))  # type: ignore[misc]
    return watch


def _chunks(stored: Path, tables: tuple[str, ...]) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    """The rows that were stored, as many leads at a time."""
    with closing(sqlite3.connect(stored)) as source:
        last = source.execute("SELECT max(id) FROM leads").fetchone()[0]
        for first in range(1, last + 1, CHUNK):
            between = first, first + CHUNK - 1
            yield {name: source.execute(TABLES[name], between).fetchall() for name in tables}


def _insert(target: sqlite3.Connection, chunk: dict[str, list[tuple[Any, ...]]]) -> None:
    target.execute("BEGIN IMMEDIATE")
    for name, rows in chunk.items():
        marks = ", ".join("?" * len(rows[0]))
        target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - our own names
    target.execute("COMMIT")


def _memory() -> float:
    """The process' highest use of memory so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)


def _in_a_process(count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.imports", "--one", str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def _print(result: dict[str, Any]) -> None:
    count, ours = result["count"], result["ours"]
    memory = f"memory {result['before']:.0f} MB before, {result['peak']:.0f} MB at most"
    print(f"{count} rows; {memory}; write lock held {result['locked']:.2f} s at most")
    print(f"  {'':34}{'by the clock':>16}{'ratio':>8}{'processor':>16}{'ratio':>8}")
    titles = {
        "ours": "taken in, leads a second",
        "raw": "executemany, all rows stored",
        "leads": "executemany, table leads only",
    }
    for name, title in titles.items():
        watch = result[name]
        columns = (f"{count / watch[kind]:>16.0f}{watch[kind] / ours[kind]:>8.2f}" for kind in ("wall", "processor"))
        print(f"  {title:34}{''.join(columns)}")


def main(arguments: list[str]) -> None:
    """Print each size."""
    if arguments[:1] == ["--one"]:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(int(arguments[1]), Path(folder))))
        return
    for count in [int(each) for each in arguments] or SIZES:
        _print(_in_a_process(count))


if __name__ == "__main__":
    main(sys.argv[1:])
