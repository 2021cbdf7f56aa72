"""Several people at once: what must happen once happens once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from core.actions.advance import advance
from core.actions.assign import claim
from core.actions.bill import bill
from core.actions.create import create
from core.actions.credit import credit
from core.actions.pay import pay
from core.actions.promote import promote
from core.crm import Crm
from core.database import Database
from core.errors import SalesError
from core.model import Account, Contact, Invoice, Opportunity, Order, Promotion, Quote, User
from tests.factories import actor, hire, make_lead, make_quote
from tests.sales import make_order

AT_ONCE = 8


def all_at_once(crm: Crm, act: Callable[[Any, int], Any]) -> list[Any]:
    """What each of eight clients got: a result, or the refusal. Each has its own connection."""
    start = threading.Barrier(AT_ONCE)

    def client(number: int) -> Any:
        own = Crm(crm.settings, Database(crm.database.url))
        start.wait()
        try:
            with own.transaction(actor()) as tx:
                return act(tx, number)
        except SalesError as error:
            return error
        finally:
            own.database.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(client, range(AT_ONCE)))


def count(crm: Crm, model: Any) -> int:
    with crm.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_eight_promotions_of_one_lead_make_one_of_each(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    results = all_at_once(any_crm, lambda tx, _number: promote(tx, lead))
    refusals = [str(result) for result in results if isinstance(result, SalesError)]
    assert refusals == ["L-1 was promoted already: A-1, C-1, O-1."] * (AT_ONCE - 1)
    assert [count(any_crm, model) for model in (Account, Contact, Opportunity, Promotion)] == [1, 1, 1, 1]


def test_one_of_eight_claims_wins(any_crm: Crm) -> None:
    people = [hire(any_crm, f"U{number}", f"Person {number}") for number in range(AT_ONCE)]
    lead = make_lead(any_crm)
    results = all_at_once(any_crm, lambda tx, number: claim(tx, lead, tx.session.get_one(User, people[number].id)))
    assert sum(isinstance(result, SalesError) for result in results) == AT_ONCE - 1


def test_numbers_taken_at_once_are_all_different_and_without_a_gap(any_crm: Crm) -> None:
    first = make_quote(any_crm)
    all_at_once(any_crm, lambda tx, _number: create(tx, "quote", account_id=first.account_id))
    with any_crm.read() as session:
        numbers = sorted(session.scalars(select(Quote.number)))
    assert [int(number[-4:]) for number in numbers] == list(range(1, AT_ONCE + 2))


def test_an_order_billed_eight_times_at_once_is_billed_once(any_crm: Crm) -> None:
    order = make_order(any_crm)
    results = all_at_once(any_crm, lambda tx, _number: bill(tx, order))
    assert sum(isinstance(result, Invoice) for result in results) == 1
    assert [str(each) for each in results if isinstance(each, SalesError)] == [
        f"{order.number} was promoted already: I-1."
    ] * (AT_ONCE - 1)


def test_eight_payments_at_once_never_come_to_more_than_is_due(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        invoice = advance(tx, bill(tx, order), "issued")
    results = all_at_once(any_crm, lambda tx, _number: pay(tx, invoice, Decimal(300)))
    assert sum(isinstance(result, SalesError) for result in results) == AT_ONCE - 4
    with any_crm.read() as session:
        assert session.get_one(Invoice, invoice.id).paid == Decimal(1200)


def test_credit_notes_issued_at_once_never_give_back_more_than_was_billed(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        invoice: Any = advance(tx, bill(tx, order), "issued")
        notes = [credit(tx, invoice, {1: Decimal(1)}) for _ in range(AT_ONCE)]
    all_at_once(any_crm, lambda tx, number: advance(tx, notes[number], "issued"))
    with any_crm.read() as session:
        assert session.get_one(Invoice, invoice.id).credited == sum(note.gross for note in notes)
        assert session.get_one(Order, order.id).state == "confirmed"
