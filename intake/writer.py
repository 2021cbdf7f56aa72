"""Group commit: one thread stores all submissions that wait in one transaction; each request returns after its commit.

A transaction costs one flush to the disk however many rows it has, so this takes several times as many submissions
a second as one transaction a request, and SQLite's writers never queue for its lock.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence

from core import inbox
from core.crm import Actor, Crm
from core.errors import Unavailable
from core.inbox import Arrival, Receipt
from intake import breakage

LARGEST_BATCH = 100
# As many as were stored together before are waited for so long: a transaction costs much more than a row in it.
GATHERING_SECONDS = 0.002
GLANCE_SECONDS = 0.0002


class _Waiting:
    """One who waits for an answer. A bare lock costs a fraction of what a future does, and this is done most often."""

    __slots__ = ("_answered", "arrival", "error", "receipt")

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.receipt: Receipt | None = None
        self.error: Unavailable | None = None
        self._answered = threading.Lock()
        self._answered.acquire()

    def answer(self, receipt: Receipt | None = None, error: Unavailable | None = None) -> None:
        """Let them go on."""
        self.receipt, self.error = receipt, error
        self._answered.release()

    def result(self, patience: float) -> Receipt:
        """The receipt, once it is there. Raises `Unavailable`."""
        if not self._answered.acquire(timeout=patience):
            raise Unavailable("Storing this took too long. Send it again in a moment.")
        if self.receipt is None:
            raise self.error or Unavailable("This could not be stored just now. Send it again in a moment.")
        return self.receipt


class Writer:
    """Stores what arrives. `longest_queue` bounds those who wait, `patience` the seconds that each waits."""

    def __init__(self, crm: Crm, *, longest_queue: int = 1000, patience: float = 5.0) -> None:
        self._crm = crm
        self._patience = patience
        self._longest_queue = longest_queue
        self._queue: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()
        self._before = 1
        threading.Thread(target=self._run, name="intake-writer", daemon=True).start()

    def store(self, arrival: Arrival) -> Receipt:
        """Return once the submission is committed. Raises `Unavailable` where it is not, or not in time."""
        if self._queue.qsize() >= self._longest_queue:
            raise Unavailable("Too much arrives at once: this was not stored. Send it again in a moment.")
        waiting = _Waiting(arrival)
        self._queue.put(waiting)
        return waiting.result(self._patience)

    def waiting(self) -> int:
        """How many submissions wait for the next commit."""
        return self._queue.qsize()

    def _run(self) -> None:
        while True:
            batch = self._next_batch()
            self._write(batch)
            self._before = len(batch) + self._queue.qsize()

    def _next_batch(self) -> list[_Waiting]:
        first = self._queue.get()
        self._gather()
        return [first, *(self._queue.get() for _ in range(min(self._queue.qsize(), LARGEST_BATCH - 1)))]

    def _gather(self) -> None:
        """Wait for those who were answered a moment ago, and come again at once where much is going on."""
        end = time.monotonic() + GATHERING_SECONDS
        while self._queue.qsize() + 1 < self._before and time.monotonic() < end:
            time.sleep(GLANCE_SECONDS)

    def _write(self, batch: Sequence[_Waiting]) -> None:
        try:
            receipts = self._commit([waiting.arrival for waiting in batch])
        except Unavailable:
            _fail(batch, Unavailable("This could not be stored just now. Send it again in a moment."))
        except Exception as error:  # noqa: BLE001 - the thread must live on, and each who waits must hear of it
            self._write_apart(batch, error)
        else:
            for waiting, receipt in zip(batch, receipts, strict=True):
                waiting.answer(receipt)

    def _write_apart(self, batch: Sequence[_Waiting], error: Exception) -> None:
        """One bad row spoils its batch: alone, it hurts only itself."""
        if len(batch) > 1:
            for waiting in batch:
                self._write([waiting])
            return
        reference = breakage.report(error, "submission.refused_by_database", door=batch[0].arrival.door)
        _fail(
            batch,
            Unavailable(
                "This could not be stored (reference {reference}). Send it again in a moment.", reference=reference
            ),
        )

    def _commit(self, arrivals: Sequence[Arrival]) -> list[Receipt]:
        with self._crm.transaction(Actor(None, "intake")) as tx:
            return inbox.receive_all(tx, arrivals)


def _fail(batch: Sequence[_Waiting], error: Unavailable) -> None:
    for waiting in batch:
        waiting.answer(error=error)
