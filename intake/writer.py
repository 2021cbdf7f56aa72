"""Group commit: one thread stores all submissions that wait in one transaction; each request returns after its commit.

A transaction costs one flush to the disk however many rows it has, so this takes several times as many submissions
a second as one transaction a request, and SQLite's writers never queue for its lock.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from core import inbox
from core.crm import Actor, Crm
from core.errors import Unavailable
from core.inbox import Arrival, Receipt
from intake import breakage

LARGEST_BATCH = 100
# As many as were stored together before are waited for so long: a transaction costs much more than a row in it.
GATHERING_SECONDS = 0.002
GLANCE_SECONDS = 0.0002


class _Request:
    """Who asks for some submissions to be stored: woken once, when there is an answer for each of them."""

    __slots__ = ("_left", "_wake")

    def __init__(self, wake: Callable[[], object], left: int) -> None:
        self._wake = wake
        self._left = left

    def answered(self) -> None:
        """One more has its answer. Only the writer's thread calls this."""
        self._left -= 1
        if not self._left:
            self._wake()


class _Waiting:
    """A submission that waits for its answer; the plainest way, as this is done most often."""

    __slots__ = ("_error", "_receipt", "_request", "arrival")

    def __init__(self, arrival: Arrival, request: _Request) -> None:
        self.arrival = arrival
        self._request = request
        self._receipt: Receipt | None = None
        self._error: Unavailable | None = None

    def answer(self, receipt: Receipt | None = None, error: Unavailable | None = None) -> None:
        """Say what became of it."""
        self._receipt, self._error = receipt, error
        self._request.answered()

    def outcome(self) -> Receipt:
        """The receipt, once it was answered. Raises `Unavailable`."""
        if self._receipt is None:
            raise self._error or Unavailable("This could not be stored just now. Send it again in a moment.")
        return self._receipt


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
        return self.store_all([arrival])[0]

    def store_all(self, arrivals: Sequence[Arrival]) -> list[Receipt]:
        """Return once all are committed. Raises `Unavailable` where one is not; the others may be all the same."""
        stored = threading.Lock()
        stored.acquire()
        waiting = self._enqueue(arrivals, stored.release)
        if not stored.acquire(timeout=self._patience):
            raise _too_slow()
        return [each.outcome() for each in waiting]

    async def store_soon(self, arrivals: Sequence[Arrival]) -> list[Receipt]:
        """The same for a coroutine: its event loop goes on meanwhile."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[bool] = loop.create_future()
        waiting = self._enqueue(arrivals, partial(loop.call_soon_threadsafe, _end, stored, True))
        clock = loop.call_later(self._patience, _end, stored, False)
        try:
            if not await stored:
                raise _too_slow()
        finally:
            clock.cancel()
        return [each.outcome() for each in waiting]

    def _enqueue(self, arrivals: Sequence[Arrival], wake: Callable[[], object]) -> list[_Waiting]:
        if self._queue.qsize() + len(arrivals) > self._longest_queue:
            raise Unavailable("Too much arrives at once: this was not stored. Send it again in a moment.")
        request = _Request(wake, len(arrivals))
        waiting = [_Waiting(arrival, request) for arrival in arrivals]
        for each in waiting:
            self._queue.put(each)
        return waiting

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


def _end(future: asyncio.Future[bool], is_stored: bool) -> None:  # noqa: FBT001 - the event loop hands it on by place
    """End the waiting, unless it ended already: the answer may come after the patience, or after the sender left."""
    if not future.done():
        future.set_result(is_stored)


def _too_slow() -> Unavailable:
    return Unavailable("Storing this took too long. Send it again in a moment.")


def _fail(batch: Sequence[_Waiting], error: Unavailable) -> None:
    for waiting in batch:
        waiting.answer(error=error)
