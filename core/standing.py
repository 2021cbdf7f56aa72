"""A connection that is kept, for who stores rows again and again: a session for each time costs more than ten rows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError


class Standing:
    """One insertion after the other through the driver of the same connection, which is opened for the first."""

    def __init__(self, engine: Engine) -> None:
        self._dialect: Any = engine.dialect
        self._is_sqlite = engine.dialect.name == "sqlite"
        # psycopg sends all rows in one pipeline, which PostgreSQL takes as one transaction (“Pipeline Mode” in its
        # manual): to begin and to commit would be two more ways there and back.
        self._engine = engine if self._is_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    def insert(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        """How many of the rows went in, once all are committed.

        It is done anew where the connection was lost meanwhile, and on PostgreSQL those before a bad row may be in all
        the same: so the statement has to say which rows may be there already. Raises `DBAPIError`.
        """
        with self._turn:
            try:
                return self._insert(statement, rows)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return self._insert(statement, rows)

    def close(self) -> None:
        """Give the connection back."""
        with self._turn:
            self._give_back()

    def _insert(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        self._connection = self._connection or self._engine.connect()
        driver: Any = self._connection.connection.driver_connection
        try:
            return self._committed(driver, statement, rows)
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error, driver, statement) from error
        except BaseException:
            self._give_back()
            raise

    def _committed(self, driver: Any, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        cursor = driver.cursor()
        if self._is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(statement, rows)
        driver.commit()
        return int(cursor.rowcount)

    def _told(self, error: Exception, driver: Any, statement: str) -> BaseException:
        """The driver's error as SQLAlchemy tells it, without the rows, which are personal data; the connection ends."""
        is_lost = self._dialect.is_disconnect(error, driver, None)
        if is_lost and self._connection:
            self._connection.invalidate(error)
        self._give_back()
        told: BaseException = DBAPIError.instance(
            statement, None, error, self._dialect.loaded_dbapi.Error, connection_invalidated=is_lost
        )
        return told

    def _give_back(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
