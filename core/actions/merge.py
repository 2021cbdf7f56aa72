"""Make one lead of two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from core import events
from core.actions.link import share_history
from core.crm import Transaction
from core.errors import IllegalMove, NotUnderstood
from core.language import Term
from core.model import ActivityLink, Lead, Record
from core.rights import check

# What the master takes over where it knows nothing itself.
TAKEN_OVER = (
    "salutation", "first_name", "last_name", "job_title", "email", "phone", "mobile", "address", "country", "topic",
    "company", "siren", "website", "campaign", "need", "time_frame", "decision_maker", "budget", "estimated_value",
    "estimated_close_on", "owner_id",
)  # fmt: skip


def merge(
    tx: Transaction, master: Record, other: Record, *, version: int | None = None, other_version: int | None = None
) -> Lead:
    """The master with what the other lead knew beside, and with its history; the other is closed as merged.

    Raises `NotUnderstood` for what is no pair of leads, `IllegalMove` where one of them is closed (naming the lead
    that it was merged into), `Forbidden`, `Changed`; nothing is changed then.
    """
    _check_pair(master, other)
    # Always in the same order: two merges of one pair at once would wait for each other for ever.
    locked: dict[int, Any] = {id_: tx.lock(tx.record("lead", id_)) for id_ in sorted((master.id, other.id))}
    for lead in (locked[master.id], locked[other.id]):
        _check_open(tx, lead)
    kept: Lead = tx.lock(locked[master.id], version)
    gone: Lead = tx.lock(locked[other.id], other_version)
    check(tx, "merge", kept)
    check(tx, "merge", gone)
    taken = _take_over(kept, gone)
    _move_history(tx, kept, gone)
    gone.state, gone.master_id = "merged", kept.id
    events.record(tx, gone, "merged", into=[kept.reference])
    events.record(tx, kept, "took over", **{"from": [gone.reference]}, fields=taken)
    return kept


def master_of(tx: Transaction, lead: Lead) -> Lead:
    """The lead that this one was merged into, at the end of a chain of merges; itself where it was not."""
    while lead.master_id:
        lead = tx.session.get_one(Lead, lead.master_id)
    return lead


def _check_pair(master: Record, other: Record) -> None:
    for record in (master, other):
        if not isinstance(record, Lead):
            raise NotUnderstood(
                "Only leads can be merged; {reference} is none ({kind}).",
                reference=record.reference,
                kind=Term(record.kind),
            )
    if master.id == other.id:
        raise NotUnderstood("{reference} cannot be merged with itself. Name another lead.", reference=master.reference)


def _check_open(tx: Transaction, lead: Lead) -> None:
    if lead.master_id:
        raise IllegalMove(
            "{reference} was merged already; {master} stands for it. Merge with that one.",
            reference=lead.reference,
            master=master_of(tx, lead).reference,
        )
    if tx.settings.cycle.step("lead").made_by("merge", lead.state) is None:
        raise IllegalMove(
            "{reference} is {state}: only open leads can be merged.", reference=lead.reference, state=Term(lead.state)
        )


def _take_over(master: Lead, other: Lead) -> list[str]:
    """The names of the fields that the master has from the other."""
    taken = [name for name in TAKEN_OVER if not getattr(master, name) and getattr(other, name)]
    for name in taken:
        setattr(master, name, getattr(other, name))
    master.details = {**other.details, **master.details}
    return taken


def _move_history(tx: Transaction, master: Lead, other: Lead) -> None:
    """What was said and written with the other lead is the master's; the audit trail stays where it happened."""
    share_history(tx, other, [master])
    tx.session.execute(
        delete(ActivityLink).where(ActivityLink.record_kind == other.kind, ActivityLink.record_id == other.id)
    )
