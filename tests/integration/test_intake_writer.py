"""Group commit: all who wait are stored together, nobody hears of it before the commit, a bad row hurts only itself."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.crm import Crm
from core.database import Database
from core.errors import Unavailable
from core.inbox import hand_in
from core.settings import load
from intake.writer import Arrival, Writer
from tests.integration.intake_site import submissions


class SlowDatabase(Database):
    """A database whose transactions wait at a gate, and are counted."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.gate = threading.Event()
        self.transactions = 0

    def add_rows(self, *rows: Any, **options: Any) -> int:
        self.gate.wait()
        self.transactions += 1
        return super().add_rows(*rows, **options)


class SlowCrm(Crm):
    """A core on such a database."""

    database: SlowDatabase

    def __init__(self, crm: Crm) -> None:
        super().__init__(crm.settings, SlowDatabase(crm.database.url))


@pytest.fixture
def slow(any_crm: Crm) -> Iterator[SlowCrm]:
    slow = SlowCrm(any_crm)
    yield slow
    slow.database.gate.set()
    slow.database.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as pool:
        yield pool


def arrival(key: str, content_type: str = "text/plain") -> Arrival:
    return Arrival("form", "contact", key, content_type, b"body of " + key.encode())


# No database can keep half of a surrogate pair, and the application lets none come this far.
POISON = arrival("k-poison", "text/\ud800")


# All connections to this database but the one that says so.
CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def wait_for(writer: Writer, waiting: int) -> None:
    while writer.waiting() < waiting:
        time.sleep(0.005)


def in_one_batch(slow: SlowCrm, pool: ThreadPoolExecutor, arrivals: list[Arrival]) -> list[Future[object]]:
    """Store the arrivals while the writer is held up by one before them."""
    writer = Writer(slow, patience=60)
    pool.submit(writer.store, arrival("k-before-them"))
    while slow.database.transactions == 0 and writer.waiting():
        time.sleep(0.005)
    receipts = [pool.submit(writer.store, each) for each in arrivals]
    wait_for(writer, len(arrivals))
    slow.database.gate.set()
    return receipts


def test_all_who_wait_are_stored_in_one_transaction(slow: SlowCrm, pool: ThreadPoolExecutor) -> None:
    receipts = in_one_batch(slow, pool, [arrival(f"k-{number}") for number in range(20)])
    assert len({receipt.result().id for receipt in receipts}) == 20
    assert slow.database.transactions == 2
    assert len(submissions(slow)) == 21


def test_several_of_one_request_are_stored_together(any_crm: Crm) -> None:
    arrivals = [arrival("k-1"), arrival("k-2"), arrival("k-1")]
    assert [receipt.is_new for receipt in Writer(any_crm).store_all(arrivals)] == [True, True, False]


def test_the_same_key_twice_in_a_batch_is_one_submission(slow: SlowCrm, pool: ThreadPoolExecutor) -> None:
    first, second = (each.result() for each in in_one_batch(slow, pool, [arrival("k"), arrival("k")]))
    assert first.id == second.id
    assert {first.is_new, second.is_new} == {True, False}


def test_one_bad_row_hurts_only_itself(slow: SlowCrm, pool: ThreadPoolExecutor) -> None:
    good = [arrival(f"k-{number}") for number in range(5)]
    bad, *others = in_one_batch(slow, pool, [POISON, *good])
    assert all(receipt.result().is_new for receipt in others)
    with pytest.raises(Unavailable, match="could not be stored"):
        bad.result()
    assert POISON.key not in {submission.key for submission in submissions(slow)}


def test_what_is_handed_in_once_more_after_a_doubtful_end_is_new_all_the_same(any_crm: Crm) -> None:
    """As after a connection that was lost while it committed: nobody knows whether the row is there."""
    once = arrival("k")
    first, again = (hand_in(any_crm, [once])[0] for _ in range(2))
    assert (first, again.is_new) == (again, True)
    assert len(submissions(any_crm)) == 1


def test_numbers_of_any_length_are_kept_in_json(any_crm: Crm) -> None:
    known = {"small": 7, "large": 10**30, "name": "Zoé", "nothing": None}
    hand_in(any_crm, [Arrival("form", "contact", "k", "text/plain", b"body", origin=known)])
    assert submissions(any_crm)[0].origin == known


def test_postgresql_commits_all_who_wait_at_once(tmp_path: Path, postgres_database: str) -> None:
    crm = Crm(load(home=tmp_path, database_url=postgres_database))
    hand_in(crm, [arrival(f"k-{number}") for number in range(50)])
    with crm.read() as session:
        assert session.scalar(text("SELECT count(DISTINCT xmin::text) FROM submissions")) == 1
    crm.database.close()


def test_the_others_of_its_request_are_stored_all_the_same(any_crm: Crm) -> None:
    with pytest.raises(Unavailable, match="could not be stored"):
        Writer(any_crm).store_all([arrival("k-1"), POISON, arrival("k-2")])
    assert {submission.key for submission in submissions(any_crm)} == {"k-1", "k-2"}


def test_the_writer_lives_on_after_a_bad_row(any_crm: Crm) -> None:
    writer = Writer(any_crm)
    with pytest.raises(Unavailable):
        writer.store(POISON)
    assert writer.store(arrival("k")).is_new


def test_nobody_is_told_before_the_commit(slow: SlowCrm, pool: ThreadPoolExecutor) -> None:
    """Who does not wait that long may send it again: what was stored meanwhile is found."""
    writer = Writer(slow, patience=0.05)
    with pytest.raises(Unavailable, match="took too long"):
        writer.store(arrival("k"))
    assert submissions(slow) == []
    slow.database.gate.set()
    Writer(slow).store(arrival("k"))
    assert len(submissions(slow)) == 1


def test_a_full_queue_refuses_at_once(slow: SlowCrm, pool: ThreadPoolExecutor) -> None:
    writer = Writer(slow, longest_queue=1, patience=60)
    held = pool.submit(writer.store, arrival("k-held"))
    while writer.waiting():
        time.sleep(0.005)
    queued = pool.submit(writer.store, arrival("k-queued"))
    wait_for(writer, 1)
    with pytest.raises(Unavailable, match="Too much arrives"):
        writer.store(arrival("k-late"))
    slow.database.gate.set()
    assert held.result().is_new
    assert queued.result().is_new


def test_several_writers_store_each_key_once(any_crm: Crm, pool: ThreadPoolExecutor) -> None:
    """As several web processes do, all with the same submissions in different orders."""
    writers = [Writer(any_crm, patience=60) for _ in range(4)]
    keys = [f"k-{number % 10}" for number in range(80)]
    jobs = [pool.submit(writers[number % 4].store, arrival(key)) for number, key in enumerate(keys)]
    assert sum(job.result().is_new for job in jobs) == 10
    assert len(submissions(any_crm)) == 10


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite", "postgresql+psycopg://127.0.0.1:1/filon"])
def test_a_database_that_is_away_is_said(crm: Crm, url: str) -> None:
    with pytest.raises(Unavailable, match="could not be stored just now"):
        Writer(Crm(crm.settings, Database(url))).store(arrival("k"))


def test_a_connection_that_was_cut_meanwhile_is_replaced_unnoticed(tmp_path: Path, postgres_database: str) -> None:
    """As a restart of the server cuts them all."""
    crm = Crm(load(home=tmp_path, database_url=postgres_database))
    writer = Writer(crm)
    writer.store(arrival("k-before"))
    with crm.read() as session:
        session.execute(CUT)
    assert writer.store(arrival("k-after")).is_new
    assert {submission.key for submission in submissions(crm)} == {"k-before", "k-after"}
    crm.database.close()


def test_an_event_loop_that_ended_meanwhile_harms_nobody(slow: SlowCrm) -> None:
    writer = Writer(slow, patience=0.05)
    with pytest.raises(Unavailable, match="took too long"):
        asyncio.run(writer.store_soon([arrival("k-left")]))
    slow.database.gate.set()
    assert Writer(slow).store(arrival("k")).is_new
    while len(submissions(slow)) < 2:
        time.sleep(0.005)
    assert writer.store(arrival("k-next")).is_new
