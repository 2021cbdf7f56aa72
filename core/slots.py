"""Worker slots: a worker holds the lock of `worker-N` while it lives.

A lock that can be taken although its slot has unfinished jobs was a dead worker's: its jobs are adopted.
SQLite has no locks of its own that outlive a transaction, so there a file beside the database stands in.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text

from core.database import Database

NAMESPACE = 0x46494C4F  # "FILO": keeps our advisory locks apart from those of others in the same database.


class Slots(Protocol):
    """Takes and gives back the locks of worker slots, each a number from 1."""

    def take(self, number: int) -> bool:
        """Lock the slot; false where a living worker has it."""

    def give_back(self, number: int) -> None:
        """Unlock the slot."""


class FileSlots:
    """Slots beside a SQLite file. The kernel gives a dead process's locks back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[int, int] = {}

    def take(self, number: int) -> bool:
        """Lock the slot; false where a living worker has it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / f"worker-{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._held[number] = descriptor
        return True

    def give_back(self, number: int) -> None:
        """Unlock the slot."""
        os.close(self._held.pop(number))


class AdvisorySlots:
    """Slots in PostgreSQL. The server gives a dead session's locks back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[int, Connection] = {}

    def take(self, number: int) -> bool:
        """Lock the slot; false where a living worker has it."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        arguments = {"namespace": NAMESPACE, "number": number}
        if connection.scalar(text("SELECT pg_try_advisory_lock(:namespace, :number)"), arguments):
            self._held[number] = connection
            return True
        connection.close()
        return False

    def give_back(self, number: int) -> None:
        """Unlock the slot by ending the session that holds it."""
        connection = self._held.pop(number)
        connection.invalidate()
        connection.close()


def slots(database: Database, home: Path) -> Slots:
    """The slots that fit the database."""
    return FileSlots(home / "slots") if database.is_sqlite else AdvisorySlots(database.connect())


def take_first_free(slots: Slots) -> int:
    """Lock the lowest free slot and return its number."""
    number = 1
    while not slots.take(number):
        number += 1
    return number
