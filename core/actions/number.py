"""Take the next number of a series: unique and continuous, even where transactions are rolled back.

The counter's row is locked by the transaction that takes the number; a database sequence would leave holes
(CGI, annexe II, art. 242 nonies A: invoices are numbered in one unbroken chronological series).
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite

from core.crm import Transaction
from core.model import Counter
from core.model.types import now


def today(tx: Transaction) -> date:
    """The date in the company's time zone."""
    return now().astimezone(ZoneInfo(tx.settings.configuration.company.timezone)).date()


def take_number(tx: Transaction, kind: str) -> str:
    """The next number of this kind's series for this year, as in DV-2026-0042."""
    year = today(tx).year
    series = f"{getattr(tx.settings.configuration.numbers, kind)}-{year}"
    insert = sqlite.insert if tx.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    tx.session.execute(insert(Counter).values(series=series, last=0).on_conflict_do_nothing())
    counter = tx.session.get_one(Counter, series, with_for_update=True, populate_existing=True)
    counter.last += 1
    counter.last_on = today(tx)
    return f"{series}-{counter.last:04d}"
