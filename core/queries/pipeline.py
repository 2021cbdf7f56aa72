"""The pipeline: open opportunities, counted, summed and weighted by probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from core.cycle import Cycle
from core.model import Opportunity, User
from core.model.types import AMOUNT
from core.money import ZERO, round_cents

Group = Literal["stage", "month", "owner"]


@dataclass(frozen=True)
class PipelineRow:
    """One group of the pipeline. `group` is a stage, a month as YYYY-MM, or a name; empty where it is not set."""

    group: str
    currency: str
    count: int
    total: Decimal
    weighted: Decimal


def pipeline(session: Session, cycle: Cycle, group: Group = "stage") -> list[PipelineRow]:
    """The open opportunities by stage (in the order of the cycle), closing month or owner."""
    open_states = cycle.step("opportunity").open_states
    column = _GROUPS[group](session)
    query = (
        select(
            column.label("label"),
            Opportunity.currency,
            func.count(),
            func.sum(Opportunity.revenue),
            type_coerce(func.sum(type_coerce(Opportunity.revenue, BigInteger) * Opportunity.probability), AMOUNT),
        )
        .where(Opportunity.state.in_(open_states))
        .group_by("label", Opportunity.currency)
    )
    if group == "owner":
        query = query.outerjoin(User, User.id == Opportunity.owner_id)
    rows = [
        PipelineRow(label or "", currency, count, total or ZERO, round_cents((weighted or ZERO) / 100))
        for label, currency, count, total, weighted in session.execute(query)
    ]
    order = open_states.index if group == "stage" else str
    return sorted(rows, key=lambda row: (order(row.group), row.currency))


def _month(session: Session) -> Any:
    if session.get_bind().dialect.name == "sqlite":
        return func.strftime("%Y-%m", Opportunity.expected_close_on)
    return func.to_char(Opportunity.expected_close_on, "YYYY-MM")


_GROUPS: dict[Group, Callable[[Session], Any]] = {
    "stage": lambda _session: Opportunity.state,
    "month": _month,
    "owner": lambda _session: User.name,
}
