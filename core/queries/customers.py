"""What belongs to a customer: the people, and the sales that are going on. One query a kind, each by an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.cycle import Cycle
from core.model import Account, Contact, Invoice, Opportunity, Order, Quote, Record

MOST = 5
DUE = ("issued", "partly paid")
SALES: tuple[Any, ...] = (Opportunity, Quote, Order, Invoice)


@dataclass(frozen=True)
class Belongings:
    """Records of one kind that belong to a customer; `more` tells that there are others."""

    kind: str
    records: list[Any]
    more: bool


def belongings(session: Session, cycle: Cycle, customer: Account | Contact, most: int = MOST) -> list[Belongings]:
    """The contacts, open opportunities, quotes, orders, and invoices to be paid; only the kinds that have some."""
    queries = _queries(cycle, customer)
    found = ((kind, list(session.scalars(query.limit(most + 1)))) for kind, query in queries)
    return [Belongings(kind, records[:most], len(records) > most) for kind, records in found if records]


def _queries(cycle: Cycle, customer: Any) -> Iterator[tuple[str, Any]]:
    key = f"{customer.kind}_id"
    if isinstance(customer, Account):
        yield "contact", select(Contact).where(Contact.account_id == customer.id).order_by(Contact.id)
    for model in SALES:
        if model.kind in cycle.kinds:
            states = DUE if model is Invoice else cycle.step(model.kind).open_states
            mine = select(model).where(getattr(model, key) == customer.id, model.state.in_(states))
            yield model.kind, mine.order_by(model.due_on if model is Invoice else model.id.desc())


def about(session: Session, account: Account) -> Iterator[Record]:
    """Every record that names this customer."""
    for model in (Contact, *SALES):
        yield from session.scalars(select(model).where(model.account_id == account.id))
