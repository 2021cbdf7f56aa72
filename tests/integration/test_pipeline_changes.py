"""What changed in the pipeline since a moment: told from the events, and the same as comparing snapshots."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import events
from core.actions.advance import abandon, advance
from core.actions.create import create
from core.actions.lines import add_line, remove_line
from core.crm import Crm, Transaction
from core.errors import SalesError
from core.model import Opportunity
from core.model.types import now
from core.queries.pipeline_changes import pipeline_changes
from tests.factories import actor

MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 15)


def sell(crm: Crm, revenue: int | None = 100, closes_on: date | None = MARCH) -> Any:
    with crm.transaction(actor()) as tx:
        given = None if revenue is None else Decimal(revenue)
        return create(tx, "opportunity", name="Audit", revenue=given, expected_close_on=closes_on)


def change(tx: Transaction, opportunity: Any, **fields: Any) -> None:
    record = tx.lock(opportunity)
    for name, value in fields.items():
        setattr(record, name, value)
    events.record(tx, record, "changed")


def do(crm: Crm, deed: Any) -> None:
    with crm.transaction(actor()) as tx:
        deed(tx)


def told(crm: Crm, since: datetime) -> list[tuple[str, str, Decimal | None, Decimal]]:
    with crm.read() as session:
        return [
            (
                change.what,
                change.opportunity.reference,
                change.amount_before.amount if change.amount_before else None,
                change.amount_after.amount,
            )
            for change in pipeline_changes(session, crm.settings.cycle, since)
        ]


def test_each_kind_of_change_is_told_with_the_amounts_before_and_after(any_crm: Crm) -> None:
    grew, shrank, slipped, pulled, won, lost, reopened, still = (sell(any_crm) for _ in range(8))
    do(any_crm, lambda tx: abandon(tx, reopened, "no budget"))
    since = now()
    do(any_crm, lambda tx: add_line(tx, grew, "Audit", Decimal(2), Decimal(850)))
    do(any_crm, lambda tx: change(tx, shrank, revenue=Decimal("99.99")))
    do(any_crm, lambda tx: change(tx, slipped, expected_close_on=APRIL))
    do(any_crm, lambda tx: change(tx, pulled, expected_close_on=date(2027, 1, 4)))
    do(any_crm, lambda tx: advance(tx, won, "won", revenue=Decimal(120)))
    do(any_crm, lambda tx: abandon(tx, lost, "no budget"))
    do(any_crm, lambda tx: advance(tx, reopened, "qualify"))
    do(any_crm, lambda tx: advance(tx, still, "develop"))
    sell(any_crm, 5)
    assert told(any_crm, since) == [
        ("new", "O-9", None, 5),
        ("grew", "O-1", 100, 1700),
        ("shrank", "O-2", 100, Decimal("99.99")),
        ("slipped", "O-3", 100, 100),
        ("pulled in", "O-4", 100, 100),
        ("won", "O-5", 100, 120),
        ("lost", "O-6", 100, 100),
        ("reopened", "O-7", 100, 100),
    ]


def test_what_was_undone_is_no_change(any_crm: Crm) -> None:
    opportunity = sell(any_crm)
    since = now()
    do(any_crm, lambda tx: change(tx, opportunity, revenue=Decimal(5), expected_close_on=APRIL))
    do(any_crm, lambda tx: abandon(tx, opportunity, "no budget"))
    do(any_crm, lambda tx: advance(tx, opportunity, "qualify"))
    do(any_crm, lambda tx: change(tx, opportunity, revenue=Decimal(100), expected_close_on=MARCH))
    assert told(any_crm, since) == []


def test_what_is_new_and_won_within_the_time_is_won(any_crm: Crm) -> None:
    since = now()
    opportunity = sell(any_crm)
    do(any_crm, lambda tx: advance(tx, opportunity, "won"))
    assert told(any_crm, since) == [("won", "O-1", None, 100)]


def test_one_that_grew_and_slipped_is_told_twice_and_only_to_its_owner(any_crm: Crm) -> None:
    opportunity = sell(any_crm)
    since = now()
    do(any_crm, lambda tx: change(tx, opportunity, revenue=Decimal(500), expected_close_on=APRIL))
    assert [what for what, *_ in told(any_crm, since)] == ["grew", "slipped"]
    with any_crm.read() as session:
        assert pipeline_changes(session, any_crm.settings.cycle, since, owner_id=1) == []


DEEDS: dict[str, Any] = {
    "line": lambda crm, one, n: do(crm, lambda tx: add_line(tx, one, "Audit", Decimal(1), Decimal(n))),
    "less": lambda crm, one, _n: do(crm, lambda tx: remove_line(tx, one, 1)),
    "type": lambda crm, one, n: do(crm, lambda tx: change(tx, one, revenue=Decimal(n) if n else None)),
    "date": lambda crm, one, n: do(crm, lambda tx: change(tx, one, expected_close_on=date(2027, 1 + n % 9, 1))),
    "no date": lambda crm, one, _n: do(crm, lambda tx: change(tx, one, expected_close_on=None)),
    "win": lambda crm, one, n: do(crm, lambda tx: advance(tx, one, "won", revenue=Decimal(n + 1))),
    "lose": lambda crm, one, _n: do(crm, lambda tx: abandon(tx, one, "no budget")),
    "reopen": lambda crm, one, _n: do(crm, lambda tx: advance(tx, one, "qualify")),
    "stage": lambda crm, one, _n: do(crm, lambda tx: advance(tx, one, "propose")),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(["make", *sorted(DEEDS)]), st.integers(0, 2), st.integers(0, 5)), min_size=3, max_size=20
)


def play(crm: Crm, made: list[Any], steps: list[tuple[str, int, int]]) -> None:
    """Each step, as far as the cycle lets it happen."""
    for name, which, number in steps:
        if name == "make":
            made.append(sell(crm, number or None, MARCH if number % 2 else None))
        elif made:
            with suppress(SalesError):
                DEEDS[name](crm, made[which % len(made)], number)


def snapshots(crm: Crm, made: list[Any]) -> dict[int, tuple[str, Decimal, date | None]]:
    with crm.read() as session:
        now_ = (session.get_one(Opportunity, each.id) for each in made)
        return {
            one.id: (
                one.state,
                (one.actual_revenue if one.state == "won" else None) or one.revenue or Decimal(0),
                one.expected_close_on,
            )
            for one in now_
        }


def expected(before: Any, after: Any) -> set[str]:
    """By the words of the matter alone: what a person would say who saw both lists."""
    if after[0] in {"won", "lost"}:
        return {after[0]} if before is None or before[0] != after[0] else set()
    if before is None:
        return {"new"}
    if before[0] in {"won", "lost"}:
        return {"reopened"}
    said = {"grew": after[1] > before[1], "shrank": after[1] < before[1]}
    if before[2] and after[2]:
        said |= {"slipped": after[2] > before[2], "pulled in": after[2] < before[2]}
    return {what for what, is_so in said.items() if is_so}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=STEPS, then=STEPS)
def test_going_back_through_the_events_gives_the_same_as_comparing_snapshots(
    any_crm: Crm, first: list[tuple[str, int, int]], then: list[tuple[str, int, int]]
) -> None:
    made: list[Any] = []
    play(any_crm, made, first)
    before, since = snapshots(any_crm, made), now()
    play(any_crm, made, then)
    after = snapshots(any_crm, made)
    wanted = {
        (what, f"O-{id_}", before[id_][1] if id_ in before else None, after[id_][1])
        for id_ in after
        for what in expected(before.get(id_), after[id_])
    }
    assert set(told(any_crm, since)) == wanted
