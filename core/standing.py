"""A connection that is kept, for who stores again and again: a session for each time costs more than ten rows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

Done = TypeVar("Done")


class Standing:
    """One transaction after the other on the same connection, which is opened for the first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    def transact(self, work: Callable[[Connection], Done]) -> Done:
        """What the work gives, once it is committed. It is done anew where the connection was lost meanwhile."""
        with self._turn:
            try:
                return self._transact(work)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return self._transact(work)

    def close(self) -> None:
        """Give the connection back."""
        with self._turn:
            self._give_back()

    def _transact(self, work: Callable[[Connection], Done]) -> Done:
        self._connection = self._connection or self._engine.connect()
        try:
            with self._connection.begin():
                return work(self._connection)
        except BaseException:
            self._give_back()
            raise

    def _give_back(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
