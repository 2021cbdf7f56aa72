"""Who wants no marketing: known by a keyed hash of the address, so that the list tells nobody who is on it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotUnderstood
from core.identity import comparable_email
from core.model import RECORDS, MatchKey, Suppression
from core.model.newcomer import Newcomer
from core.model.person import Person
from core.settings import Settings


def address_key(settings: Settings, email: str | None) -> str | None:
    """The keyed hash (HMAC-SHA256) of the address in comparable form; None for what is no address."""
    comparable = comparable_email(email or "")
    return hmac.digest(settings.secret, f"address:{comparable}".encode(), "sha256").hex() if comparable else None


def listed_key(settings: Settings, email: str) -> str:
    """The key under which the list has the address. Raises `NotUnderstood` for what is no address."""
    key = address_key(settings, email)
    if key is None:
        raise NotUnderstood("“{email}” is no e-mail address. One looks like marie@radium.example.", email=email)
    return key


def entry(session: Session, settings: Settings, email: str) -> Suppression | None:
    """What the list says of the address. Raises `NotUnderstood` for what is no address."""
    return session.scalar(select(Suppression).filter_by(address_key=listed_key(settings, email)))


def count(session: Session) -> int:
    """How many addresses are on the list."""
    return session.query(Suppression).count()


def is_suppressed(session: Session, settings: Settings, email: str | None) -> bool:
    """Whether this address gets no marketing."""
    key = address_key(settings, email)
    return key is not None and session.scalar(select(Suppression.id).filter_by(address_key=key)) is not None


def mark(session: Session, settings: Settings, subject: Any) -> None:
    """Let the lead or contact show that its address gets no marketing, through whatever door it came."""
    if isinstance(subject, Person) and subject.email and not subject.no_marketing:
        with session.no_autoflush:
            is_unwilling = is_suppressed(session, settings, subject.email)
        if is_unwilling:
            subject.no_marketing = True


def are_suppressed(session: Session, settings: Settings, people: Sequence[Person | Newcomer]) -> list[bool]:
    """The same for many people, by one query."""
    keys = [address_key(settings, person.email) for person in people]
    wanted = [key for key in keys if key]
    found = set(session.scalars(select(Suppression.address_key).where(Suppression.address_key.in_(wanted))))
    return [key in found for key in keys]


def people_at(session: Session, email: str | None) -> Sequence[Any]:
    """The leads and contacts with this address."""
    same = select(MatchKey).filter_by(trait="email", value=comparable_email(email or ""))
    keys = [key for key in session.scalars(same) if issubclass(RECORDS[key.record_kind], Person)]
    return [session.get_one(RECORDS[key.record_kind], key.record_id) for key in keys]
