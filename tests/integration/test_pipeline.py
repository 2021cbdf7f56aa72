"""The pipeline and the forecast in figures, on both databases and answered from indexes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.actions.advance import advance
from core.actions.create import create
from core.crm import Crm
from core.model import User
from core.model.types import now
from core.queries.forecast import ForecastRow, forecast
from core.queries.pipeline import Scope, pipeline
from core.queries.pipeline_changes import pipeline_changes
from tests.factories import actor, hire
from tests.integration.plans import scanned

MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 15)


def sell(crm: Crm, user: User | None, revenue: int, closes_on: date | None = None, **fields: Any) -> Any:
    """An opportunity as it stands in the pipeline."""
    with crm.transaction(actor(user)) as tx:
        return create(tx, "opportunity", name="Audit", revenue=Decimal(revenue), expected_close_on=closes_on, **fields)


def win(crm: Crm, opportunity: Any, on: date, revenue: int) -> None:
    with crm.transaction(actor()) as tx:
        won: Any = advance(tx, opportunity, "won", revenue=Decimal(revenue))
        won.closed_on = on


def figures(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [(row.group, row.count, row.total, row.weighted) for row in rows]


def test_what_is_omitted_is_shown_by_category_and_weighs_nothing(any_crm: Crm) -> None:
    for category, revenue in (("omitted", 9000), ("committed", 500), ("pipeline", 100), ("best case", 50)):
        sell(any_crm, None, revenue, forecast_category=category)
    with any_crm.read() as session:
        categories = pipeline(session, any_crm.settings.cycle, "category")
        stages = pipeline(session, any_crm.settings.cycle)
    assert figures(categories) == [
        ("pipeline", 1, 100, 10),
        ("best case", 1, 50, 5),
        ("committed", 1, 500, 50),
        ("omitted", 1, 9000, 0),
    ]
    assert figures(stages) == [("qualify", 4, 9650, 65)]


def test_currencies_are_never_added_together(any_crm: Crm) -> None:
    for currency in ("EUR", "CHF", "EUR"):
        sell(any_crm, None, 100, currency=currency)
    with any_crm.read() as session:
        for group in ("stage", "month", "owner", "category"):
            rows = pipeline(session, any_crm.settings.cycle, group)  # type: ignore[arg-type]
            assert [(row.currency, row.count, row.total) for row in rows] == [("CHF", 1, 100), ("EUR", 2, 200)]


def test_two_colleagues_of_one_name_are_two(any_crm: Crm) -> None:
    for slack_id in ("U0CAMILLE", "U0CAMILLE2"):
        sell(any_crm, hire(any_crm, slack_id), 100)
    with any_crm.read() as session:
        owners = pipeline(session, any_crm.settings.cycle, "owner")
    assert figures(owners) == [("Camille Moreau", 1, 100, 10)] * 2


def test_a_scope_takes_in_one_owner_and_a_range_of_closing_days(any_crm: Crm) -> None:
    camille = hire(any_crm)
    sell(any_crm, camille, 100, MARCH)
    sell(any_crm, camille, 20, APRIL)
    sell(any_crm, None, 3, MARCH)
    sell(any_crm, None, 4)
    wanted = {
        Scope(): 127,
        Scope(owner_id=camille.id): 120,
        Scope(first=MARCH): 123,
        Scope(last=MARCH): 103,
        Scope(camille.id, APRIL, APRIL): 20,
    }
    with any_crm.read() as session:
        for scope, whole in wanted.items():
            for group in ("stage", "month", "owner", "category"):
                rows = pipeline(session, any_crm.settings.cycle, group, scope)  # type: ignore[arg-type]
                assert sum(row.total for row in rows) == whole


def test_the_forecast_tells_each_month_what_is_won_sure_hoped_and_likely(any_crm: Crm) -> None:
    for category, revenue in (("committed", 1000), ("best case", 500), ("pipeline", 205), ("omitted", 7)):
        sell(any_crm, None, revenue, MARCH, forecast_category=category)
    sell(any_crm, None, 30, None)
    win(any_crm, sell(any_crm, None, 1), MARCH, 80)
    win(any_crm, sell(any_crm, None, 1), date(2027, 2, 28), 4)
    with any_crm.read() as session:
        rows = forecast(session, any_crm.settings.cycle, date(2027, 3, 1))
    nothing = Decimal(0)
    assert rows == [
        ForecastRow("", "EUR", nothing, nothing, nothing, Decimal(3), nothing),
        ForecastRow("2027-03", "EUR", Decimal(80), Decimal(1000), Decimal(500), Decimal("20.50"), Decimal(7)),
    ]


def test_the_forecast_of_one_person_has_nothing_of_the_others(any_crm: Crm) -> None:
    camille = hire(any_crm)
    sell(any_crm, camille, 100, MARCH)
    sell(any_crm, None, 1000, MARCH)
    win(any_crm, sell(any_crm, None, 1), MARCH, 80)
    with any_crm.read() as session:
        (row,) = forecast(session, any_crm.settings.cycle, date(2027, 3, 1), camille.id)
    assert (row.month, row.pipeline, row.won) == ("2027-03", 10, 0)


READS: dict[str, Any] = {
    "stage": pipeline,
    "month": lambda session, cycle: pipeline(session, cycle, "month", Scope(first=MARCH, last=APRIL)),
    "owner": lambda session, cycle: pipeline(session, cycle, "owner"),
    "category": lambda session, cycle: pipeline(session, cycle, "category", Scope(owner_id=1)),
    "forecast": lambda session, cycle: forecast(session, cycle, MARCH),
    "mine": lambda session, cycle: forecast(session, cycle, MARCH, 1),
    "changes": lambda session, cycle: pipeline_changes(session, cycle, now()),
}


@pytest.mark.parametrize("read", READS)
def test_the_pipeline_is_answered_from_indexes(any_crm: Crm, read: str) -> None:
    sell(any_crm, hire(any_crm), 100, MARCH)
    found = scanned(any_crm, lambda session: READS[read](session, any_crm.settings.cycle))
    # People are few, and a table of them may be read whole to be joined.
    assert [line for line in found if "users" not in line] == []
