"""What was stored under older tables is right under today's."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, create_engine, table

from core.database import MIGRATIONS, Database
from core.model import Invoice, Lead, Opportunity, Quote
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


def fill(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for name, row in FIRST_CYCLE:
            connection.execute(table(name, *map(column, row)).insert().values(row))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def old_database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database of the first tables, with a cycle in it, brought up to date."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    else:
        url = request.getfixturevalue("empty_postgres_database")
    upgrade(url, "0001")
    fill(url)
    database = Database(url)
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
