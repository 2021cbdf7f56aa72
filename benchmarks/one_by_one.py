"""The web process as it would be without the group-commit writer: one transaction a request. Run as a program."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from core import inbox
from core.crm import Actor, Crm
from core.inbox import Arrival, Receipt
from core.settings import load
from intake.app import build
from intake.asgi import THREADS, Application, collect_rarely
from intake.writer import Writer


class OneByOne(Writer):
    """Each request commits for itself, in a thread of a pool."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm
        self._threads = ThreadPoolExecutor(THREADS)

    def store_all(self, arrivals: Sequence[Arrival]) -> list[Receipt]:
        """Return once the submissions are committed."""
        with self._crm.transaction(Actor(None, "intake")) as tx:
            return inbox.receive_all(tx, arrivals)

    async def store_soon(self, arrivals: Sequence[Arrival]) -> list[Receipt]:
        """The same for a coroutine."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.store_all, arrivals)


def application() -> Application:
    """The same application with that writer."""
    crm = Crm(load())
    flask = build(crm, OneByOne(crm))
    collect_rarely()
    return Application(flask)


if __name__ == "__main__":
    Server(
        "benchmarks.one_by_one:application",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGINL,
        factory=True,
        log_level=LogLevels.error,
    ).serve()
