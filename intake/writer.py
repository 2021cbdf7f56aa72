"""Group commit: one thread stores all submissions that wait in one transaction; each request returns after its commit.

A transaction costs one flush to the disk however many rows it has, so this takes several times as many submissions
a second as one transaction a request, and SQLite's writers never queue for its lock.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from core import inbox
from core.crm import Actor, Crm
from core.errors import Unavailable
from core.inbox import Arrival, Receipt
from intake import breakage

LARGEST_BATCH = 100


@dataclass(frozen=True)
class _Waiting:
    arrival: Arrival
    receipt: Future[Receipt] = field(default_factory=Future)


class Writer:
    """Stores what arrives. `longest_queue` bounds those who wait, `patience` the seconds that each waits."""

    def __init__(self, crm: Crm, *, longest_queue: int = 1000, patience: float = 5.0) -> None:
        self._crm = crm
        self._patience = patience
        self._queue: queue.Queue[_Waiting] = queue.Queue(longest_queue)
        threading.Thread(target=self._run, name="intake-writer", daemon=True).start()

    def store(self, arrival: Arrival) -> Receipt:
        """Return once the submission is committed. Raises `Unavailable` where it is not, or not in time."""
        waiting = _Waiting(arrival)
        try:
            self._queue.put_nowait(waiting)
            return waiting.receipt.result(self._patience)
        except queue.Full:
            raise Unavailable("Too much arrives at once: this was not stored. Send it again in a moment.") from None
        except TimeoutError:
            raise Unavailable("Storing this took too long. Send it again in a moment.") from None

    def waiting(self) -> int:
        """How many submissions wait for the next commit."""
        return self._queue.qsize()

    def _run(self) -> None:
        while True:
            self._write(self._next_batch())

    def _next_batch(self) -> list[_Waiting]:
        batch = [self._queue.get()]
        while len(batch) < LARGEST_BATCH:
            try:
                batch.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return batch

    def _write(self, batch: Sequence[_Waiting]) -> None:
        try:
            receipts = self._commit([waiting.arrival for waiting in batch])
        except Unavailable:
            _fail(batch, Unavailable("This could not be stored just now. Send it again in a moment."))
        except Exception as error:  # noqa: BLE001 - the thread must live on, and each who waits must hear of it
            self._write_apart(batch, error)
        else:
            for waiting, receipt in zip(batch, receipts, strict=True):
                waiting.receipt.set_result(receipt)

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
        waiting.receipt.set_exception(error)
