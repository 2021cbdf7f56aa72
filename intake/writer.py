"""Group commit: one thread stores all submissions that wait in one transaction; each request returns after its commit.

A transaction costs one flush to the disk however many rows it has, so this takes several times as many submissions
a second as one transaction a request, and SQLite's writers never queue for its lock.
"""

from __future__ import annotations

import asyncio
import math
import queue
import threading
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeAlias

from core import inbox
from core.crm import Crm
from core.errors import Unavailable
from core.inbox import Arrival, Receipt
from intake import breakage

LARGEST_BATCH = 100
# As many as were stored together before are waited for so long: a transaction costs much more than a row in it.
GATHERING_SECONDS = 0.002

Waits: TypeAlias = "threading.Lock | asyncio.Future[bool]"


class _Request:
    """Some submissions to be stored, and who waits for the answer: a thread at a lock, or a coroutine."""

    __slots__ = ("arrivals", "error", "receipts", "waits")

    def __init__(self, arrivals: Sequence[Arrival], waits: Waits) -> None:
        self.arrivals = arrivals
        self.waits = waits
        self.receipts: Sequence[Receipt] = ()
        self.error: Unavailable | None = None

    def outcome(self) -> Sequence[Receipt]:
        """The receipts, once it was answered. Raises `Unavailable`."""
        if self.error:
            raise self.error
        return self.receipts


class Writer:
    """Stores what arrives. `longest_queue` bounds those who wait, `patience` the seconds that each waits."""

    def __init__(self, crm: Crm, *, longest_queue: int = 1000, patience: float = 5.0) -> None:
        self._crm = crm
        self._patience = patience
        self._longest_queue = longest_queue
        self._queue: queue.SimpleQueue[_Request] = queue.SimpleQueue()
        self._before = 1
        self._wanted = math.inf
        self._enough = threading.Event()
        threading.Thread(target=self._run, name="intake-writer", daemon=True).start()

    def store(self, arrival: Arrival) -> Receipt:
        """Return once the submission is committed. Raises `Unavailable` where it is not, or not in time."""
        return self.store_all([arrival])[0]

    def store_all(self, arrivals: Sequence[Arrival]) -> Sequence[Receipt]:
        """Return once all are committed. Raises `Unavailable` where one is not; the others may be all the same."""
        stored = threading.Lock()
        stored.acquire()
        request = self._enqueue(arrivals, stored)
        if not stored.acquire(timeout=self._patience):
            raise _too_slow()
        return request.outcome()

    async def store_soon(self, arrivals: Sequence[Arrival]) -> Sequence[Receipt]:
        """The same for a coroutine: its event loop goes on meanwhile."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[bool] = loop.create_future()
        request = self._enqueue(arrivals, stored)
        clock = loop.call_later(self._patience, _end, stored, False)
        try:
            if not await stored:
                raise _too_slow()
        finally:
            clock.cancel()
        return request.outcome()

    def _enqueue(self, arrivals: Sequence[Arrival], waits: Waits) -> _Request:
        if self._queue.qsize() >= self._longest_queue:
            raise Unavailable("Too much arrives at once: this was not stored. Send it again in a moment.")
        request = _Request(arrivals, waits)
        self._queue.put(request)
        if self._queue.qsize() >= self._wanted:
            self._enough.set()
        return request

    def waiting(self) -> int:
        """How many requests wait for the next commit."""
        return self._queue.qsize()

    def _run(self) -> None:
        while True:
            batch = self._next_batch()
            self._write(batch)
            _wake(batch)
            self._before = len(batch) + self._queue.qsize()

    def _next_batch(self) -> list[_Request]:
        batch = [self._queue.get()]
        self._gather()
        rows = len(batch[0].arrivals)
        while rows < LARGEST_BATCH and self._queue.qsize():
            batch.append(self._queue.get())
            rows += len(batch[-1].arrivals)
        return batch

    def _gather(self) -> None:
        """Wait for those who were answered a moment ago, and come again at once where much is going on."""
        self._enough.clear()
        self._wanted = self._before - 1
        if self._queue.qsize() < self._wanted:
            self._enough.wait(GATHERING_SECONDS)
        self._wanted = math.inf

    def _write(self, batch: Sequence[_Request]) -> None:
        try:
            receipts = iter(inbox.hand_in(self._crm, [each for request in batch for each in request.arrivals]))
        except Unavailable:
            for request in batch:
                request.error = _just_now()
        except Exception:  # noqa: BLE001 - one bad row spoils its batch: alone, it hurts only itself
            for request in batch:
                self._write_apart(request)
        else:
            for request in batch:
                request.receipts = list(islice(receipts, len(request.arrivals)))

    def _write_apart(self, request: _Request) -> None:
        """Each submission alone; its sender hears of a bad one, and the others are stored all the same."""
        receipts: list[Receipt] = []
        for arrival in request.arrivals:
            try:
                receipts += inbox.hand_in(self._crm, [arrival])
            except Unavailable:
                request.error = _just_now()
            except Exception as error:  # noqa: BLE001 - the thread must live on, and who waits must hear of it
                request.error = _refused(arrival, error)
        request.receipts = receipts


def _wake(batch: Sequence[_Request]) -> None:
    """Tell all that there is an answer; an event loop is told once for the whole batch."""
    loops: dict[asyncio.AbstractEventLoop, list[asyncio.Future[bool]]] = {}
    for request in batch:
        if isinstance(request.waits, asyncio.Future):
            loops.setdefault(request.waits.get_loop(), []).append(request.waits)
        else:
            request.waits.release()
    for loop, futures in loops.items():
        # A loop that is closed has nobody left who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_end_all, futures)


def _end_all(futures: Sequence[asyncio.Future[bool]]) -> None:
    for future in futures:
        _end(future, is_stored=True)


def _end(future: asyncio.Future[bool], is_stored: bool) -> None:  # noqa: FBT001 - the event loop hands it on by place
    """End the waiting, unless it ended already: the answer may come after the patience, or after the sender left."""
    if not future.done():
        future.set_result(is_stored)


def _too_slow() -> Unavailable:
    return Unavailable("Storing this took too long. Send it again in a moment.")


def _just_now() -> Unavailable:
    return Unavailable("This could not be stored just now. Send it again in a moment.")


def _refused(arrival: Arrival, error: Exception) -> Unavailable:
    reference = breakage.report(error, "submission.refused_by_database", door=arrival.door)
    sentence = "This could not be stored (reference {reference}). Send it again in a moment."
    return Unavailable(sentence, reference=reference)
