"""The worker: runs the jobs of its slot, asks for the daily ones, and adopts those of a worker that died."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog
from dbos import DBOS, DBOSConfig, StepOptions

from core.database import Database
from core.errors import SalesError, Unavailable
from core.jobs import APPLICATION_VERSION, NEWS, QUEUE, SLOW, enqueue, queue_of
from core.model import Adoption
from core.slots import Slots, slots, take_first_free

Job = Callable[..., None]

POLL_SECONDS = 0.1
DRAIN_SECONDS = 0.05
GRACE_SECONDS = 10
ADOPTION_SECONDS = 2.0
# A job that outlived its worker so often is what kills them: it is stopped and shown.
MOST_TAKEOVERS = 3
TRIES = 5
log = structlog.get_logger()


@dataclass(frozen=True)
class Daily:
    """Jobs that are done once a day, each given the day; `today` is the company's date."""

    jobs: tuple[str, ...]
    today: Callable[[], date]


class Worker:
    """One process's worker. `jobs` maps a job's name to the function that does it.

    `drain` works on what waits outside of the engine, and says whether there was anything.
    """

    def __init__(
        self,
        database: Database,
        home: Path,
        jobs: Mapping[str, Job],
        *,
        at_once: int = 4,
        daily: Daily | None = None,
        drain: Callable[[], bool] | None = None,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._at_once = at_once
        self._daily = daily
        self._draining = threading.Thread(target=self._drain, args=[drain], name="drain", daemon=True)
        self._last_day: date | None = None
        self._slots: Slots = slots(database, home)
        self._stopping = threading.Event()
        self.number = 0

    def start(self) -> None:
        """Take a slot and begin; returns at once."""
        self.number = take_first_free(self._slots)
        DBOS(config=self._config())
        for name, job in self._jobs.items():
            DBOS.workflow(name=name, max_recovery_attempts=MOST_TAKEOVERS)(_durable(name, job))
        DBOS.launch()
        for queue, at_once in ((QUEUE, self._at_once), (SLOW, max(1, self._at_once // 2)), (NEWS, 1)):
            DBOS.register_queue(queue, worker_concurrency=at_once, polling_interval_sec=POLL_SECONDS)
        threading.Thread(target=self._look_around, name="duties", daemon=True).start()
        self._draining.start()
        log.info("worker.started", slot=self.number)

    def stop(self) -> None:
        """Stop taking jobs and give the slot back; unfinished ones are taken up again later."""
        self._stopping.set()
        self._draining.join(GRACE_SECONDS)
        DBOS.destroy(workflow_completion_timeout_sec=GRACE_SECONDS, destroy_registry=True)
        self._slots.give_back(self.number)

    def _config(self) -> DBOSConfig:
        return {
            "name": QUEUE,
            "system_database_url": self._database.url,
            "executor_id": f"worker-{self.number}",
            "application_version": APPLICATION_VERSION,
            "log_level": "WARNING",
            "run_migrations": False,
        }

    def _drain(self, drain: Callable[[], bool] | None) -> None:
        while drain and not self._stopping.is_set():
            try:
                was_anything = drain()
            except Exception:
                log.exception("worker.drain_failed")
                was_anything = False
            if not was_anything:
                self._stopping.wait(DRAIN_SECONDS)

    def _look_around(self) -> None:
        while True:
            for duty in (self.begin_day, self.adopt):
                try:
                    duty()
                except Exception:
                    log.exception("worker.duty_failed", duty=duty.__name__)
            if self._stopping.wait(ADOPTION_SECONDS):
                return

    def begin_day(self) -> None:
        """Ask for the daily jobs, at the start and when a new day begins; of two workers, both may."""
        day = self._daily.today() if self._daily else None
        if self._daily is None or day == self._last_day:
            return
        with self._database.write() as session:
            for job in self._daily.jobs:
                enqueue(session, job, str(day), key=f"{job}:{day}")
        self._last_day = day

    def adopt(self) -> None:
        """Take over the unfinished jobs of slots whose worker is dead."""
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        orphans: dict[int, list[tuple[str, str]]] = {}
        for job in pending:
            number = _slot_number(job.executor_id)
            if number and number != self.number:
                orphans.setdefault(number, []).append((job.workflow_id, job.name))
        for number, orphaned in orphans.items():
            self._adopt_from(number, orphaned)

    def _adopt_from(self, number: int, orphaned: list[tuple[str, str]]) -> None:
        if not self._slots.take(number):
            return
        try:
            for job_id, name in orphaned:
                self._adopt_one(job_id, name)
        finally:
            self._slots.give_back(number)

    def _adopt_one(self, job_id: str, name: str) -> None:
        with self._database.write() as session:
            adoption = session.get(Adoption, job_id) or Adoption(job_id=job_id, times=0)
            adoption.times += 1
            session.add(adoption)
        if adoption.times > MOST_TAKEOVERS:
            log.error("job.given_up", job=job_id, adoptions=adoption.times)
            DBOS.cancel_workflow(job_id)
            return
        log.warning("job.adopted", job=job_id, times=adoption.times)
        DBOS.resume_workflow(job_id, queue_name=queue_of(name))


def _slot_number(executor_id: str | None) -> int | None:
    found = re.fullmatch(r"worker-(\d+)", executor_id or "")
    return int(found[1]) if found else None


def _durable(name: str, job: Job) -> Job:
    """The job as a workflow of one step, tried again with growing pauses unless it was refused for good."""
    options: StepOptions = {
        "name": name,
        "retries_allowed": True,
        "max_attempts": TRIES,
        "interval_seconds": 1.0,
        "should_retry": _is_worth_another_try,
    }

    def workflow(*arguments: object) -> None:
        DBOS.run_step(options, job, *arguments)

    workflow.__qualname__ = workflow.__name__ = name
    return workflow


def _is_worth_another_try(error: BaseException) -> bool:
    return isinstance(error, Unavailable) or not isinstance(error, SalesError)
