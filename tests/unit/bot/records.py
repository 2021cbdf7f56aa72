"""Records that stand in no database, for views."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.views.card import Card
from core import cycle
from core.cycle import Cycle
from core.model import Account, Contact, Lead, Opportunity, OpportunityLine, Quote, QuoteLine, Record
from core.money import ZERO

PARIS = ZoneInfo("Europe/Paris")


def a_lead(**fields: Any) -> Lead:
    given = {"id": 42, "version": 3, "state": "new", "source": "card", "first_name": "Marie", "last_name": "Curie"}
    return Lead(**given | {"company": "Radium SA"} | fields)


def an_account(**fields: Any) -> Account:
    return Account(**{"id": 3, "version": 1, "name": "Radium SA"} | fields)


def a_contact(**fields: Any) -> Contact:
    return Contact(**{"id": 5, "version": 1, "first_name": "Marie", "last_name": "Curie"} | fields)


def an_opportunity(*lines: OpportunityLine, **fields: Any) -> Opportunity:
    given = {"id": 17, "version": 2, "state": "qualify", "name": "New website", "probability": 10, "currency": "EUR"}
    return Opportunity(lines=list(lines), account=an_account(), **given | fields)


def a_quote(*lines: QuoteLine, **fields: Any) -> Quote:
    given = {"id": 7, "version": 1, "state": "draft", "number": "DV-2026-0042", "currency": "EUR", "subject": "Audit"}
    figures = {"net": ZERO, "vat": ZERO, "gross": ZERO}
    return Quote(lines=list(lines), account=an_account(), **given | figures | fields)


def a_line(model: Any = QuoteLine, **fields: Any) -> Any:
    given = {"position": 1, "description": "Audit", "quantity": Decimal("2.000"), "unit_price": Decimal("450.0000")}
    return model(**given | {"discount": ZERO, "vat_rate": Decimal("20.00")} | fields)


def card(record: Record, rules: Cycle | None = None, **around: Any) -> Card:
    return Card(record, rules or cycle.build(), PARIS, **{"owner": "Camille Moreau"} | around)
