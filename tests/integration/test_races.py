"""Several people at once: what must happen once happens once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import func, select

from core.actions.assign import claim
from core.actions.create import create
from core.actions.promote import promote
from core.crm import Crm
from core.database import Database
from core.errors import SalesError
from core.model import Account, Contact, Opportunity, Promotion, Quote, User
from tests.factories import actor, hire, make_lead, make_quote

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
