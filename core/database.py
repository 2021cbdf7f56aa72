"""The database: one engine for writing, one for reading, SQLite and PostgreSQL alike.

SQLite's measured needs: WAL, `synchronous=FULL` (NORMAL can lose acknowledged rows at a power cut), and
BEGIN IMMEDIATE for transactions that write (under a plain BEGIN a read that turns into a write fails as locked).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from dbos import DBOS
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from core.errors import Unavailable
from core.model.base import Base
from core.model.rows import insertion
from core.standing import Standing

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 10_000
AWAY = ("unable to open", "locked", "disk I/O", "readonly", "full")


class Database:
    """The doors open their transactions here; actions only receive the session."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._writing = _engine(url, writes=True)
        self._reading = _engine(url, writes=False) if self.is_sqlite else self._writing
        self._writer = sessionmaker(self._writing, expire_on_commit=False)
        self._reader = sessionmaker(self._reading, expire_on_commit=False)
        self._standing = Standing(self._writing)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end of the block, rolled back by any error in it.

        Raises `Unavailable` where the database does not answer.
        """
        with _reachable(), self._writer.begin() as session:
            yield session

    def add_rows(
        self, model: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]], *, once: Sequence[str]
    ) -> int:
        """The same as `core.model.rows.add_rows`, in a transaction of its own on a connection kept for this.

        Raises `Unavailable` where the database does not answer.
        """
        statement, values = insertion(self._writing.dialect, model, names, rows, once=once)
        with _reachable():
            return self._standing.insert(statement, values)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads. Raises `Unavailable` where the database does not answer."""
        with _reachable(), self._reader() as session:
            yield session

    def upgrade(self) -> None:
        """Bring the tables up to date, ours and those of the durable jobs. Safe to repeat."""
        if self.is_sqlite:
            Path(make_url(self.url).database or "").parent.mkdir(parents=True, exist_ok=True)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with _reachable():
            with self._writing.connect() as connection, _links_unguarded(connection), connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                _check_links(connection)
            DBOS.migrate(self.url)

    def ping(self) -> None:
        """Ask the database for a sign of life. Raises `Unavailable` where it gives none."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def connect(self) -> Engine:
        """The writing engine, for those who need a connection of their own (worker slots)."""
        return self._writing

    def close(self) -> None:
        """Give every connection back."""
        self._standing.close()
        self._writing.dispose()
        self._reading.dispose()


@contextmanager
def _links_unguarded(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying it and dropping the old one, to which other tables' rows still point."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    # The pragma does nothing inside a transaction, so it goes past SQLAlchemy, which would begin one.
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_links(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if is_sqlite else []
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise Unavailable(
            "The upgrade would break links between tables ({tables}). Nothing was changed.", tables=tables
        )


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated or _is_away(error):
            raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.") from error
        raise


def _is_away(error: DBAPIError) -> bool:
    """SQLite calls a misspelt column an operational error too; of its own only these mean that it is away."""
    if not isinstance(error, OperationalError):
        return False
    return not isinstance(error.orig, sqlite3.Error) or any(sign in str(error.orig) for sign in AWAY)


def _engine(url: str, *, writes: bool) -> Engine:
    # Errors do not quote their parameters: those are personal data, and errors are logged.
    if not url.startswith("sqlite"):
        arguments: dict[str, Any] = {"connect_timeout": 5}
        return create_engine(
            url,
            hide_parameters=True,
            paramstyle="format",
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=10,
            connect_args=arguments,
        )
    arguments = {"timeout": BUSY_TIMEOUT_MS / 1000, "isolation_level": None}
    engine = create_engine(url, hide_parameters=True, connect_args=arguments)
    event.listen(engine, "connect", _set_pragmas)
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")
