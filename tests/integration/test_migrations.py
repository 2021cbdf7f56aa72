"""What was stored under older tables is right under today's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, create_engine, table

from core.database import MIGRATIONS, Database
from core.inbox import JOBS
from core.model import Invoice, Lead, Opportunity, Quote, Submission
from core.model.submission import STATES
from core.money import VatLine

Row = dict[str, Any]
DAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
RECORD = {"version": 1, "created_at": DAY, "updated_at": DAY}
# A customer's cycle as the first tables kept it: cents, thousandths of a quantity, ten-thousandths of a price.
SALE = {"account_id": 1, "language": "fr", "currency": "EUR", "net": 17245, "vat": 3414, "gross": 20659}
FIRST_CYCLE: tuple[tuple[str, Row], ...] = (
    ("accounts", {"id": 1, "name": "Radium SA", "language": "fr"} | RECORD),
    ("leads", {"id": 1, "state": "disqualified", "reason": "trop cher", "source": "slack", "details": "{}"} | RECORD),
    ("leads", {"id": 2, "state": "qualified", "source": "slack", "details": "{}"} | RECORD),
    ("opportunities", {"id": 1, "name": "Audit", "state": "won", "lead_id": 2, "probability": 100,
                       "probability_is_typed": False, "currency": "EUR"} | RECORD),
    ("promotions", {"lead_id": 2, "account_id": 1, "opportunity_id": 1, "created_at": DAY}),
    ("quotes", {"id": 1, "number": "DV-2026-0001", "revision": 0, "state": "ordered"} | SALE | RECORD),
    ("quote_lines", {"position": 1, "description": "Audit", "quantity": 2000, "unit_price": 850000, "discount": 1000,
                     "vat_rate": 2000, "parent_id": 1}),
    ("quote_lines", {"position": 2, "description": "Guide", "quantity": 1000, "unit_price": 194500, "discount": 0,
                     "vat_rate": 1000, "parent_id": 1}),
    ("invoices", {"id": 1, "number": "FA-2026-0003", "state": "paid", "quote_id": 1} | SALE | RECORD),
)  # fmt: skip


def upgrade(url: str, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
    engine.dispose()


def fill(url: str, rows: Iterable[tuple[str, Row]]) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for name, row in rows:
            connection.execute(table(name, *map(column, row)).insert().values(row))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.sqlite'}"
    url: str = request.getfixturevalue("empty_postgres_database")
    return url


@pytest.fixture
def old_database(old_url: str) -> Database:
    """A database of the first tables, with a cycle in it, brought up to date."""
    upgrade(old_url, "0001")
    fill(old_url, FIRST_CYCLE)
    database = Database(old_url)
    database.upgrade()
    return database


def test_what_the_first_tables_kept_is_right_today(old_database: Database) -> None:
    with old_database.read() as session:
        abandoned, opportunity = session.get_one(Lead, 1), session.get_one(Opportunity, 1)
        quote, invoice = session.get_one(Quote, 1), session.get_one(Invoice, 1)
        assert (abandoned.reason, abandoned.reason_note) == ("other", "trop cher")
        assert opportunity.lead_id == 2
        assert (quote.state, quote.subtotal, quote.vat_scheme) == ("accepted", Decimal("172.45"), "standard")
        assert quote.totals.vat_lines == (
            VatLine(Decimal(20), Decimal("153.00"), Decimal("30.60")),
            VatLine(Decimal(10), Decimal("19.45"), Decimal("1.95")),
        )
        assert (invoice.series, invoice.sequence, invoice.paid, invoice.due) == ("FA-2026", 3, invoice.gross, 0)
        assert [line.nature for line in quote.lines] == ["service", "service"]
    old_database.close()


DOORS = ("form", "hook", "api", *JOBS)


def submissions() -> Iterator[tuple[str, Row]]:
    """One of each state by each door, as they were stored before any was due; each came on a day of its own.

    Photos are worked on by the jobs that they came with.
    """
    given: Row = {"digest": "0", "content_type": "text/plain", "headers": "{}", "origin": "{}", "body": b"x"}
    given |= {"result": "{}", "tries": 0, "endpoint": "contact", "updated_at": DAY}
    for number, (door, state) in enumerate(product(DOORS, STATES), 1):
        names = {"id": number, "public_id": str(number), "door": door, "key": str(number), "state": state}
        yield "submissions", given | names | {"created_at": DAY + timedelta(days=number)}


def test_what_waited_for_its_job_is_due_since_it_came(old_url: str) -> None:
    upgrade(old_url, "0007")
    fill(old_url, submissions())
    upgrade(old_url, "0008")
    database = Database(old_url)
    with database.read() as session:
        kept = session.query(Submission).order_by(Submission.id).all()
        due = {(each.door, each.state): each.due_at for each in kept if each.due_at}
        came = {each.door: each.created_at for each in kept if each.state == "received"}
    assert len(kept) == len(DOORS) * len(STATES)
    assert due == {(door, "received"): came[door] for door in ("form", "hook", "api")}
    database.close()
