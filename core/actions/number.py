"""Take the next number of a series: unique and continuous, even where transactions are rolled back.

The counter's row is locked by the transaction that takes the number; a database sequence would leave holes
(CGI, annexe II, art. 242 nonies A: invoices are numbered in one unbroken chronological series).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite

from core.crm import Transaction
from core.model import Counter


@dataclass(frozen=True)
class Taken:
    """A number, as in FA-2026-0042: the 42nd of the series FA-2026, on a day that is never before the last one's."""

    number: str
    series: str
    sequence: int
    day: date


def take_number(tx: Transaction, kind: str) -> Taken:
    """The next number of this kind's series (`quote`, `order`, `invoice`, `credit_note`)."""
    today = tx.today
    pattern = tx.settings.numbers[kind]
    series = pattern.series(today.year)
    taken = counter(tx, series)
    # Another machine's clock may be a little ahead of ours around midnight.
    taken.last_on = max(today, taken.last_on or today)
    return Taken(pattern.write(today.year, taken.last), series, taken.last, taken.last_on)


def counter(tx: Transaction, series: str) -> Counter:
    """The series' counter, one further, locked until the end of the transaction."""
    insert = sqlite.insert if tx.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    tx.session.execute(insert(Counter).values(series=series, last=0).on_conflict_do_nothing())
    locked = tx.session.get_one(Counter, series, with_for_update=True, populate_existing=True)
    locked.last += 1
    return locked
