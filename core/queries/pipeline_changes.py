"""What changed in the pipeline since a moment.

Each opportunity's state at that moment is reconstructed from the events, going back from today's, and compared with
today's. So two changes that cancel out are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from core.cycle import Cycle
from core.model import Event, Opportunity
from core.money import ZERO, Money

# In the order in which they are told.
CHANGES = ("new", "grew", "shrank", "slipped", "pulled in", "won", "lost", "reopened")


@dataclass(frozen=True)
class Snapshot:
    """What counts of an opportunity at one moment. `revenue` is the actual one where it is won."""

    state: str
    revenue: Decimal
    currency: str
    closes_on: date | None


@dataclass(frozen=True)
class PipelineChange:
    """What happened to an opportunity (one of `CHANGES`), with its snapshot then, if there was one, and now."""

    what: str
    opportunity: Opportunity
    then: Snapshot | None
    now: Snapshot

    @property
    def amount_before(self) -> Money | None:
        """What it was worth then; None if it is new."""
        return Money(self.then.revenue, self.then.currency) if self.then else None

    @property
    def amount_after(self) -> Money:
        """What it is worth now."""
        return Money(self.now.revenue, self.now.currency)


def pipeline_changes(
    session: Session, cycle: Cycle, since: datetime, owner_id: int | None = None
) -> list[PipelineChange]:
    """What changed since the moment, by kind of change in the order of `CHANGES`, then by opportunity.

    An opportunity that grew and slipped is told twice. `owner_id` limits it to what this person owns now.
    """
    open_states = cycle.step("opportunity").open_states
    found = [
        PipelineChange(what, opportunity, then, now)
        for opportunity, events in _touched(session, since, owner_id)
        for then, now in [(_then(opportunity, events), _snapshot(_fields(opportunity)))]
        for what in compare(then, now, open_states)
    ]
    return sorted(found, key=lambda change: (CHANGES.index(change.what), change.opportunity.id))


def compare(then: Snapshot | None, now: Snapshot, open_states: Iterable[str]) -> Iterator[str]:
    """The names of what changed between two snapshots of an opportunity."""
    is_open, was_open = now.state in open_states, then is not None and then.state in open_states
    if not is_open:
        if then is None or now.state != then.state:
            yield now.state
    elif then is None:
        yield "new"
    elif not was_open:
        yield "reopened"
    else:
        yield from _moved(then, now)


def _moved(then: Snapshot, now: Snapshot) -> Iterator[str]:
    if now.revenue != then.revenue:
        yield "grew" if now.revenue > then.revenue else "shrank"
    if then.closes_on and now.closes_on and now.closes_on != then.closes_on:
        yield "slipped" if now.closes_on > then.closes_on else "pulled in"


def _touched(
    session: Session, since: datetime, owner_id: int | None
) -> Iterator[tuple[Opportunity, list[dict[str, Any]]]]:
    """Each opportunity with its changes since the moment, the newest first."""
    query = (
        select(Opportunity, Event.name, Event.changes)
        .join(Event, Event.record_id == Opportunity.id)
        .where(Event.record_kind == Opportunity.kind, Event.happened_at >= since)
        .order_by(Event.id.desc())
        .options(lazyload(Opportunity.lines))
    )
    if owner_id is not None:
        query = query.where(Opportunity.owner_id == owner_id)
    events: dict[int, tuple[Opportunity, list[dict[str, Any]]]] = {}
    for opportunity, name, changes in session.execute(query):
        is_birth = name == f"{Opportunity.kind}.created"
        events.setdefault(opportunity.id, (opportunity, []))[1].append({"born": is_birth, **changes})
    yield from events.values()


TRACKED = ("state", "revenue", "actual_revenue", "currency", "expected_close_on")


def _fields(opportunity: Opportunity) -> dict[str, Any]:
    return {name: getattr(opportunity, name) for name in TRACKED}


def _then(opportunity: Opportunity, events: Iterable[dict[str, Any]]) -> Snapshot | None:
    fields = _fields(opportunity)
    for changes in events:
        if changes["born"]:
            return None
        fields |= {name: changes[name][0] for name in TRACKED if name in changes}
    return _snapshot(fields)


def _snapshot(fields: dict[str, Any]) -> Snapshot:
    """Events keep amounts and days as text."""
    amount = (fields["state"] == "won" and fields["actual_revenue"]) or fields["revenue"] or ZERO
    day = fields["expected_close_on"]
    closes_on = date.fromisoformat(day) if isinstance(day, str) else day
    return Snapshot(fields["state"], Decimal(amount), fields["currency"], closes_on)
