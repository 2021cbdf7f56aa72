"""The forecast: what each month is expected to bring, and what it has brought so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, case, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from core.cycle import Cycle
from core.model import Opportunity
from core.model.types import AMOUNT
from core.money import ZERO, round_cents
from core.queries.pipeline import OMITTED, Scope, month, weighted_sum, within

WON = "won"


@dataclass(frozen=True)
class ForecastRow:
    """One month (YYYY-MM; empty for no date) in one currency.

    `committed`, `best_case` and `omitted` are whole revenues of open opportunities; `pipeline` is the others'
    weighted by probability; `won` is the actual revenue of those won in the month.
    """

    month: str
    currency: str
    won: Decimal
    committed: Decimal
    best_case: Decimal
    pipeline: Decimal
    omitted: Decimal


def forecast(session: Session, cycle: Cycle, since: date, owner_id: int | None = None) -> list[ForecastRow]:
    """Every open opportunity in the month in which it should close, and what was won from the day `since` on.

    An open one whose month is past stands there all the same: its date wants to be put right.
    """
    both = union_all(_open(session, cycle, owner_id), _won(session, since, owner_id)).subquery()
    _month, _currency, *figures = both.c
    sums = (type_coerce(func.sum(figure), AMOUNT) for figure in figures)
    query = select(both.c.month, both.c.currency, *sums).group_by(both.c.month, both.c.currency)
    return sorted((_row(*found) for found in session.execute(query)), key=lambda row: (row.month, row.currency))


def _row(month: str | None, currency: str, *figures: Decimal | None) -> ForecastRow:
    won, committed, best_case, weighted, omitted = (figure or ZERO for figure in figures)
    return ForecastRow(month or "", currency, won, committed, best_case, round_cents(weighted / 100), omitted)


def _open(session: Session, cycle: Cycle, owner_id: int | None) -> Select[Any]:
    category = Opportunity.forecast_category
    figures = (
        literal(0).label("won"),
        _sum_of("committed"),
        _sum_of("best case"),
        weighted_sum(category == "pipeline").label("pipeline"),
        _sum_of(OMITTED),
    )
    closing = month(session, Opportunity.expected_close_on).label("month")
    query = select(closing, Opportunity.currency.label("currency"), *figures)
    return within(Scope(owner_id), query, cycle.step("opportunity").open_states).group_by("month", "currency")


def _sum_of(category: str) -> Any:
    whole = case((Opportunity.forecast_category == category, Opportunity.revenue), else_=0)
    return func.sum(whole).label(category.replace(" ", "_"))


def _won(session: Session, since: date, owner_id: int | None) -> Select[Any]:
    zeros = (literal(0).label(name) for name in ("committed", "best_case", "pipeline", "omitted"))
    closed = month(session, Opportunity.closed_on).label("month")
    won = func.sum(Opportunity.actual_revenue).label("won")
    query = select(closed, Opportunity.currency.label("currency"), won, *zeros)
    query = within(Scope(owner_id), query, (WON,)).where(Opportunity.closed_on >= since)
    return query.group_by("month", "currency")
