"""Statements compiled for one test's database serve the next one's: every test opens engines of its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy import Engine, event

from core import database

# As many as all tests together have, so that none drops out.
STATEMENTS = 10_000
# By dialect: the first engine that connected. SQLAlchemy keeps what it compiles by the dialect's identity.
_kept: dict[str, Engine] = {}


def share_statements() -> None:
    """From now on, each engine that the core opens shares what the others of its kind have compiled."""
    database.create_engine = _create  # type: ignore[attr-defined]


def _create(url: str, **options: Any) -> Engine:
    engine = sqlalchemy.create_engine(url, query_cache_size=STATEMENTS, **options)
    if kept := _kept.get(engine.name):
        engine.dialect, engine._compiled_cache = kept.dialect, kept._compiled_cache
    else:
        # Only when it has connected does a dialect know its server.
        event.listen(engine, "connect", lambda *_: _kept.setdefault(engine.name, engine), once=True)
    return engine
