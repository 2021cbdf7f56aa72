"""Say that two records that look alike are not the same; it is remembered for good."""

from __future__ import annotations

from core import events
from core.crm import Transaction
from core.duplicates.known import in_order
from core.duplicates.traits import COMPARED
from core.errors import NotUnderstood
from core.model import Distinction, Record
from core.rights import check


def distinguish(tx: Transaction, record: Record, other: Record) -> None:
    """Never tell them as duplicates again. Said twice it changes nothing.

    Raises `NotUnderstood` for a record and itself, and for kinds that are not compared.
    """
    first, second = in_order(record, other)
    if first == second or other.kind not in COMPARED.get(record.kind, ()):
        raise NotUnderstood(
            "{reference} and {other} are not compared with each other.",
            reference=record.reference,
            other=other.reference,
        )
    check(tx, "distinguish")
    # Whoever says it at the same moment waits here, and then finds it said.
    tx.lock(tx.record(*first))
    if tx.session.get(Distinction, (*first, *second)) is None:
        tx.session.add(
            Distinction(
                first_kind=first[0],
                first_id=first[1],
                second_kind=second[0],
                second_id=second[1],
                user_id=tx.actor.user_id,
            )
        )
        events.record(tx, record, "distinguished", **{"from": [other.reference]})
