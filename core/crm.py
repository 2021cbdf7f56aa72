"""What a door holds of the core: the database and the company's rules, and the transactions it opens on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.database import Database
from core.errors import Changed, NotFound
from core.model import RECORDS, Record, User
from core.model.types import now
from core.settings import Settings

R = TypeVar("R", bound=Record)
# Jobs that follow, each with the identity of its event.
Crowd: TypeAlias = list[tuple[str, int]]


@dataclass(frozen=True)
class Actor:
    """Who acts, and through which door. A door that acts by itself (a web form) has no user.

    `role` is given where no user stands behind it: a program with a token of our API, whose name is `caller`.
    """

    user_id: int | None
    door: str
    role: str | None = None
    caller: str | None = None


@dataclass(frozen=True)
class Transaction:
    """What an action works with. The door opened it; it is committed when the door's block ends.

    A door that makes many records gives a `crowd`: what follows from each of them alike is gathered there.
    """

    session: Session
    actor: Actor
    settings: Settings
    crowd: Crowd | None = None

    @property
    def role(self) -> str:
        """What the actor may do (see `core/rights.py`); `system` where the company itself acts."""
        if self.actor.role or self.actor.user_id is None:
            return self.actor.role or "system"
        return self.session.get_one(User, self.actor.user_id).role

    @property
    def today(self) -> date:
        """The date in the company's time zone."""
        return self.in_zone(now()).date()

    def in_zone(self, moment: datetime) -> datetime:
        """The moment in the company's time zone."""
        return _in_zone(self.settings, moment)

    def lock(self, record: R, version: int | None = None) -> R:
        """The record as it is now, locked until the end of the transaction.

        Raises `Changed` where `version`, which the actor saw, is no longer the record's.
        """
        kind = type(record)
        # `Session.get` would refuse, with an error of its own, a record that changed since this session read it.
        locking = select(kind).where(kind.id == record.id).with_for_update().execution_options(populate_existing=True)
        fresh = self.session.scalar(locking)
        if fresh is None:
            raise NotFound("{reference} does not exist any more.", reference=record.reference)
        if version is not None and version != fresh.version:
            raise Changed(
                "{reference} was changed since you looked. Here it is as it is now.", reference=fresh.reference
            )
        return fresh

    def record(self, kind: str, record_id: int) -> Record:
        """The record with this identity. Raises `NotFound`."""
        record = self.session.get(RECORDS[kind], record_id)
        if record is None:
            raise NotFound("This record does not exist any more.")
        return record


def _in_zone(settings: Settings, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings.configuration.company.timezone))


class Crm:
    """The core as a door sees it."""

    def __init__(self, settings: Settings, database: Database | None = None) -> None:
        self.settings = settings
        self.database = database or Database(settings.database)

    @property
    def today(self) -> date:
        """The date in the company's time zone."""
        return _in_zone(self.settings, now()).date()

    @contextmanager
    def transaction(self, actor: Actor) -> Iterator[Transaction]:
        """One transaction for the actor; committed at the end of the block, rolled back by any error in it."""
        with self.database.write() as session:
            yield Transaction(session, actor, self.settings)

    @contextmanager
    def look(self, actor: Actor) -> Iterator[Transaction]:
        """The same for looking only: nothing can be written, nobody waits for a lock."""
        with self.database.read() as session:
            yield Transaction(session, actor, self.settings)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        with self.database.read() as session:
            yield session
