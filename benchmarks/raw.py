"""The baseline: durable rows through the raw driver, one a transaction, from so many processes."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

BODY = b"x" * 960
# Forked, for sixty-four interpreters that each import everything would take longer than the measurement.
_forked = multiprocessing.get_context("fork")


def prepare(target: str) -> None:
    """Make the table. `target` is a file of SQLite, or the address of a PostgreSQL database."""
    if target.startswith("postgresql"):
        with psycopg.connect(target, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS raw_rows (id serial PRIMARY KEY, body bytea)")
    else:
        connection = sqlite3.connect(target)
        connection.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS raw_rows (id integer PRIMARY KEY, body BLOB)"
        )


def rate(target: str, clients: int, seconds: float) -> float:
    """Rows a second of all processes together."""
    counts, ready = _forked.Queue(), _forked.Barrier(clients)
    arguments = (target, seconds, counts, ready)
    processes = [_forked.Process(target=_insert, args=arguments) for _ in range(clients)]
    for process in processes:
        process.start()
    total: int = sum(counts.get() for _ in processes)
    for process in processes:
        process.join()
    return total / seconds


def _insert(target: str, seconds: float, counts: Any, ready: Any) -> None:
    insert = _postgresql(target) if target.startswith("postgresql") else _sqlite(target)
    done = 0
    ready.wait()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        insert()
        done += 1
    counts.put(done)


def _sqlite(path: str) -> Callable[[], object]:
    connection = sqlite3.connect(Path(path), isolation_level=None, timeout=60)
    connection.execute("PRAGMA synchronous=FULL")
    return lambda: connection.execute("INSERT INTO raw_rows (body) VALUES (?)", (BODY,))


def _postgresql(address: str) -> Callable[[], object]:
    connection = psycopg.connect(address, autocommit=True)
    return lambda: connection.execute("INSERT INTO raw_rows (body) VALUES (%s)", (BODY,))
