"""What customers owe, on both databases."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import event

from core.actions.bill import bill
from core.actions.credit import credit
from core.actions.pay import pay
from core.crm import Crm
from core.queries.receivables import receivables, unsettled
from tests.integration.test_invoices import D, do, issued
from tests.sales import make_order


def test_due_and_overdue_by_customer(any_crm: Crm) -> None:
    first, second = (issued(any_crm, do(any_crm, bill, make_order(any_crm))) for _ in range(2))
    do(any_crm, pay, first, D("252.75"))
    do(any_crm, bill, make_order(any_crm))
    late = second.due_on + timedelta(days=1)
    with any_crm.read() as session:
        on_time, overdue = receivables(session, second.due_on), receivables(session, late, overdue=True)
        assert [each.id for each in unsettled(session, late, overdue=True)] == [first.id, second.id]
    assert [(each.customer.id, each.count, each.due, each.overdue) for each in on_time] == [
        (second.account_id, 1, D("1252.75"), 0),
        (first.account_id, 1, D(1000), 0),
    ]
    assert [each.overdue for each in overdue] == [Decimal("1252.75"), D(1000)]


def test_what_is_to_be_given_back_counts_against_it(any_crm: Crm) -> None:
    paid = do(any_crm, pay, issued(any_crm, do(any_crm, bill, make_order(any_crm))))
    issued(any_crm, do(any_crm, credit, paid, {1: D(1)}))
    with any_crm.read() as session:
        (owed,) = receivables(session, paid.due_on)
    assert (owed.customer.id, owed.due) == (paid.account_id, D(-120))


def test_it_is_read_from_the_index(crm: Crm) -> None:
    day = issued(crm, do(crm, bill, make_order(crm))).due_on
    statements: list[tuple[str, object]] = []
    with crm.read() as session:
        bound = session.get_bind()
        event.listen(bound, "before_cursor_execute", lambda _c, _cu, sql, args, *_: statements.append((sql, args)))
        receivables(session, day, overdue=True)
        unsettled(session, day, overdue=True)
        ours = [(sql, args) for sql, args in statements if "due_on <" in sql]
        for sql, args in ours:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", args).all()
            assert any("ix_invoices_due" in str(row) for row in plan), plan
    assert len(ours) == 2
