"""What customers owe, and since when: invoices that are not settled, less what is to be given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, type_coerce
from sqlalchemy.orm import Session

from core.model import Account, Contact, Invoice
from core.model.invoice import UNSETTLED
from core.model.types import AMOUNT
from core.money import ZERO

MOST = 20


@dataclass(frozen=True)
class Receivable:
    """What one customer owes in one currency, gross: of `count` invoices, `due` in all, `overdue` of it."""

    customer: Account | Contact
    currency: str
    count: int
    due: Decimal
    overdue: Decimal


def receivables(session: Session, today: date, *, overdue: bool = False) -> list[Receivable]:
    """By customer, the largest sum first; with `overdue`, only of invoices whose day has passed."""
    customer = (Invoice.account_id, case((Invoice.account_id.is_(None), Invoice.contact_id)))
    due: Any = case((Invoice.type == "credit_note", -_due()), else_=_due())
    late: Any = case((Invoice.due_on < today, due), else_=0)
    query = (
        select(*customer, Invoice.currency, func.count(), _sum(due), _sum(late))
        .where(*_wanted(today, overdue=overdue))
        .group_by(*customer, Invoice.currency)
    )
    found = [_receivable(session, *row) for row in session.execute(query)]
    return sorted(found, key=lambda each: (each.overdue, each.due), reverse=True)


def unsettled(session: Session, today: date, *, overdue: bool = False, most: int = MOST) -> list[Invoice]:
    """The invoices themselves, the longest due first."""
    query = (
        select(Invoice).where(*_wanted(today, overdue=overdue)).order_by(Invoice.due_on.asc().nulls_last(), Invoice.id)
    )
    return list(session.scalars(query.limit(most)))


def _wanted(today: date, *, overdue: bool) -> list[ColumnElement[bool]]:
    """Answered from the index on state and day."""
    wanted: list[ColumnElement[bool]] = [Invoice.state.in_(UNSETTLED)]
    return [*wanted, Invoice.due_on < today] if overdue else wanted


def _due() -> Any:
    return Invoice.gross - Invoice.paid - Invoice.credited


def _sum(amounts: Any) -> Any:
    return type_coerce(func.sum(amounts), AMOUNT)


def _receivable(  # one row of the query
    session: Session, account_id: int | None, contact_id: int | None, currency: str, *figures: Any
) -> Receivable:
    count, due, late = figures
    customer = session.get(Account, account_id) if account_id else session.get(Contact, contact_id)
    if customer is None:
        raise LookupError(account_id, contact_id)
    return Receivable(customer, currency, count, due or ZERO, late or ZERO)
