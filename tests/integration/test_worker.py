"""Durable jobs: enqueued with the change that wants them, done once, surviving a worker that is killed."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable

import pytest
from dbos import DBOSClient

from core import jobs
from core.crm import Crm
from tests.factories import actor
from tests.processes import Processes, kill

PATIENCE = 60


class Workers:
    """Worker processes on one database, and what their jobs wrote."""

    def __init__(self, crm: Crm, processes: Processes) -> None:
        self.crm = crm
        self.home = crm.settings.home
        self._processes = processes

    def start(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        return self._processes.start("-m", "tests.fakes.worker", str(self.home), self.crm.database.url)

    def ask(self, job: str, argument: str, *, key: str) -> None:
        """Enqueue a job in a transaction of its own."""
        with self.crm.transaction(actor()) as tx:
            jobs.enqueue(tx.session, job, argument, key=key)

    @property
    def notes(self) -> list[str]:
        """The lines written so far."""
        path = self.home / "notes"
        return path.read_text().splitlines() if path.exists() else []

    def status(self, key: str) -> str | None:
        """What the engine says of the job."""
        client = DBOSClient(system_database_url=self.crm.database.url)
        found = client.list_workflows(workflow_ids=[key], load_input=False, load_output=False)
        client.destroy()
        return found[0].status if found else None

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that must come."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"{self.notes}\n{(self.home / 'log').read_text()[-3000:]}"
            time.sleep(0.05)


@pytest.fixture
def workers(any_crm: Crm, processes: Processes) -> Workers:
    """Worker processes on a fresh database of either kind."""
    return Workers(any_crm, processes)


def test_a_job_is_done_once_however_often_it_is_asked_for(workers: Workers) -> None:
    for _ in range(3):
        workers.ask("write", "once", key="same")
    workers.ask("write", "last", key="other")
    workers.start()
    workers.until(lambda: "last" in workers.notes and "once" in workers.notes)
    assert sorted(workers.notes) == ["last", "once"]


def test_a_job_of_a_transaction_that_was_rolled_back_is_never_done(workers: Workers) -> None:
    with contextlib.suppress(ConnectionAbortedError), workers.crm.transaction(actor()) as tx:
        jobs.enqueue(tx.session, "write", "rolled back", key="gone")
        raise ConnectionAbortedError
    workers.ask("write", "committed", key="there")
    workers.start()
    workers.until(lambda: bool(workers.notes))
    assert workers.notes == ["committed"]
    assert workers.status("gone") is None


def test_a_killed_workers_jobs_are_adopted_by_another(workers: Workers) -> None:
    victim = workers.start()
    for name in ("a", "b"):
        workers.ask("wait", name, key=name)
    workers.until(lambda: len(workers.notes) == 2)
    heir = workers.start()
    victim.send_signal(signal.SIGKILL)
    (workers.home / "go").touch()
    workers.until(lambda: {"a ended", "b ended"} <= set(workers.notes))
    assert {f"{name} begun by {heir.pid}" for name in "ab"} <= set(workers.notes)
    assert [note for note in workers.notes if note.endswith("ended")] == sorted(
        ["a ended", "b ended"], key=workers.notes.index
    )


def test_a_killed_workers_jobs_are_taken_up_when_it_returns(workers: Workers) -> None:
    workers.ask("wait", "a", key="a")
    victim = workers.start()
    workers.until(lambda: len(workers.notes) == 1)
    kill(victim)
    (workers.home / "go").touch()
    workers.start()
    workers.until(lambda: "a ended" in workers.notes)
    assert workers.status("a") in {"PENDING", "SUCCESS"}


def test_a_job_that_keeps_killing_its_workers_is_given_up_and_shown(workers: Workers) -> None:
    workers.ask("kill", "boom", key="poison")
    steady = None
    deadline = time.monotonic() + PATIENCE
    while workers.status("poison") not in {"CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}:
        assert time.monotonic() < deadline, workers.notes
        if steady is None or steady.poll() is not None:
            steady = workers.start()
        time.sleep(0.1)
    workers.ask("write", "life goes on", key="after")
    if steady is None or steady.poll() is not None:
        workers.start()
    workers.until(lambda: "life goes on" in workers.notes)
    assert workers.notes.count("boom") <= 6


def test_a_service_that_was_away_is_tried_again_and_a_refusal_is_not(workers: Workers) -> None:
    workers.ask("stumble", "away", key="away")
    workers.ask("refuse", "no", key="no")
    workers.start()
    workers.until(lambda: workers.status("away") == "SUCCESS" and workers.status("no") == "ERROR")
    assert workers.notes.count("away") == 2
    assert workers.notes.count("no") == 1


def test_a_daily_job_is_done_once_a_day_however_many_workers_there_are(workers: Workers) -> None:
    today = workers.home / "today"
    today.write_text("2026-01-01")
    for _ in range(2):
        workers.start()
    workers.until(lambda: "day 2026-01-01" in workers.notes)
    today.with_suffix(".next").write_text("2026-01-02")
    today.with_suffix(".next").rename(today)
    workers.until(lambda: "day 2026-01-02" in workers.notes)
    assert workers.notes == ["day 2026-01-01", "day 2026-01-02"]


def test_a_worker_that_starts_again_does_not_repeat_what_the_day_had(workers: Workers) -> None:
    (workers.home / "today").write_text("2026-01-01")
    first = workers.start()
    workers.until(lambda: workers.status("each_day:2026-01-01") == "SUCCESS")
    kill(first)
    workers.start()
    workers.ask("write", "later", key="later")
    workers.until(lambda: "later" in workers.notes)
    assert workers.notes == ["day 2026-01-01", "later"]
