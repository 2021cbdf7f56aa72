"""The web process as it would be without the group-commit writer: one transaction a request. Run as a program."""

from __future__ import annotations

import sys
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from core import inbox
from core.crm import Actor, Crm
from core.inbox import Arrival, Receipt
from core.settings import load
from filon import WEB_THREADS
from intake.app import build
from intake.writer import Writer


class OneByOne(Writer):
    """Each request commits for itself."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm

    def store(self, arrival: Arrival) -> Receipt:
        """Return once the submission is committed."""
        with self._crm.transaction(Actor(None, "intake")) as tx:
            return inbox.receive_all(tx, [arrival])[0]


def application() -> Any:
    """The same application with that writer."""
    crm = Crm(load())
    return build(crm, OneByOne(crm))


if __name__ == "__main__":
    Server(
        "benchmarks.one_by_one:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=WEB_THREADS,
        log_level=LogLevels.error,
    ).serve()
