"""The pipeline: open opportunities, counted, summed and weighted by probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import BigInteger, ColumnElement, Select, case, func, select, type_coerce
from sqlalchemy.orm import Session

from core.cycle import FORECAST_CATEGORIES, Cycle
from core.model import Opportunity, User
from core.model.types import AMOUNT
from core.money import ZERO, round_cents

Group = Literal["stage", "month", "owner", "category"]
OMITTED = "omitted"


@dataclass(frozen=True)
class PipelineRow:
    """One group of the pipeline. `group` is a stage, a month as YYYY-MM, a category or a name; empty if not set."""

    group: str
    currency: str
    count: int
    total: Decimal
    weighted: Decimal


@dataclass(frozen=True)
class Scope:
    """Which open opportunities count: one owner's, those expected to close from `first` to `last`, both included."""

    owner_id: int | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = Scope()


def pipeline(session: Session, cycle: Cycle, group: Group = "stage", scope: Scope = EVERYTHING) -> list[PipelineRow]:
    """The open opportunities by stage and category (in the order of the cycle), closing month or owner.

    What is omitted from the forecast is counted and summed, but weighs nothing.
    """
    open_states = cycle.step("opportunity").open_states
    label, *more = _GROUPS[group](session)
    figures = (func.count(), func.sum(Opportunity.revenue), weighted_sum(Opportunity.forecast_category != OMITTED))
    query = within(scope, select(label.label("label"), Opportunity.currency, *figures), open_states)
    query = query.group_by("label", *more, Opportunity.currency)
    if group == "owner":
        query = query.outerjoin(User, User.id == Opportunity.owner_id)
    rows = [
        PipelineRow(label or "", currency, count, total or ZERO, round_cents((weighted or ZERO) / 100))
        for label, currency, count, total, weighted in session.execute(query)
    ]
    orders: dict[Group, Callable[[str], Any]] = {"stage": open_states.index, "category": FORECAST_CATEGORIES.index}
    return sorted(rows, key=lambda row: (orders.get(group, str)(row.group), row.currency))


def within(scope: Scope, query: Select[Any], states: tuple[str, ...]) -> Select[Any]:
    """The query over the opportunities in these states that the scope takes in."""
    closes_on, limits = Opportunity.expected_close_on, []
    if scope.owner_id is not None:
        limits.append(Opportunity.owner_id == scope.owner_id)
    if scope.first is not None:
        limits.append(closes_on >= scope.first)
    if scope.last is not None:
        limits.append(closes_on <= scope.last)
    return query.where(Opportunity.state.in_(states), *limits)


def weighted_sum(condition: ColumnElement[bool]) -> Any:
    """The sum of revenue x probability in percent where the condition holds: a hundred times what it is worth."""
    # Amounts are stored as cents, and the product would be read as something else.
    product = type_coerce(Opportunity.revenue, BigInteger) * Opportunity.probability
    return type_coerce(func.sum(case((condition, product), else_=0)), AMOUNT)


def month(session: Session, day: Any) -> Any:
    """The month of a day as YYYY-MM."""
    if session.get_bind().dialect.name == "sqlite":
        return func.strftime("%Y-%m", day)
    return func.to_char(day, "YYYY-MM")


# What each group is labelled with, and what else tells two groups apart: two colleagues may have one name.
_GROUPS: dict[Group, Callable[[Session], tuple[Any, ...]]] = {
    "stage": lambda _session: (Opportunity.state,),
    "month": lambda session: (month(session, Opportunity.expected_close_on),),
    "owner": lambda _session: (User.name, User.id),
    "category": lambda _session: (Opportunity.forecast_category,),
}
