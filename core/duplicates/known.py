"""What is known not to be a duplicate: a person said so, or one of the two was made of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from core.model import Distinction, Promotion

Key = tuple[str, int]


def known_to_differ(session: Session, record: Any) -> set[Key]:
    """The kinds and identities of what need not be told of this record."""
    if record.id is None:
        return set()
    return {*_distinct(session, record), *_made_of(session, record)}


def in_order(one: Any, other: Any) -> tuple[Key, Key]:
    """The two in the one order in which a distinction is remembered."""
    first, second = sorted([(one.kind, one.id), (other.kind, other.id)])
    return first, second


def _distinct(session: Session, record: Any) -> Iterator[Key]:
    first = select(Distinction.second_kind, Distinction.second_id)
    second = select(Distinction.first_kind, Distinction.first_id)
    both = union_all(
        first.where(Distinction.first_kind == record.kind, Distinction.first_id == record.id),
        second.where(Distinction.second_kind == record.kind, Distinction.second_id == record.id),
    )
    yield from ((kind, id_) for kind, id_ in session.execute(both))


def _made_of(session: Session, record: Any) -> Iterator[Key]:
    """A lead's account and contact; of those, the leads that they came from."""
    origin = {"lead": Promotion.lead_id, "account": Promotion.account_id, "contact": Promotion.contact_id}[record.kind]
    for promotion in session.scalars(select(Promotion).where(origin == record.id)):
        made = {"lead": promotion.lead_id, "account": promotion.account_id, "contact": promotion.contact_id}
        yield from ((kind, id_) for kind, id_ in made.items() if id_ and kind != record.kind)
