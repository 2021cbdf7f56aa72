"""The fields that people may change, by kind of record: what each takes, and what a change of it brings along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.actions import field_checks as takes
from core.actions.field_checks import Check
from core.actions.lines import bears_no_vat, check_own, settle, usual_rate
from core.crm import Transaction
from core.cycle import FORECAST_CATEGORIES
from core.model.product import NATURES
from core.money import ZERO

Put = Callable[[Transaction, Any, str, Any], None]


def keep(_tx: Transaction, record: Any, name: str, value: Any) -> None:
    """Simply keep the value."""
    setattr(record, name, value)


@dataclass(frozen=True)
class Field:
    """A required field cannot be emptied. One that a `figure` follows from is frozen with the figures."""

    check: Check
    required: bool = False
    put: Put = keep
    is_figure: bool = False


def _put_revenue(_tx: Transaction, opportunity: Any, _name: str, value: Any) -> None:
    """A typed revenue holds; without one it follows from the lines again."""
    opportunity.revenue = value
    opportunity.revenue_is_typed = value is not None
    settle(opportunity)


def _put_probability(tx: Transaction, opportunity: Any, _name: str, value: Any) -> None:
    """A typed probability holds; without one it is the stage's again."""
    stages = {stage.name: stage.probability for stage in tx.settings.cycle.stages}
    opportunity.probability = stages[opportunity.state] if value is None else value
    opportunity.probability_is_typed = value is not None


def _scheme(tx: Transaction, sale: Any, value: Any) -> str:
    """Raises `ReadOnly`, too, where the VAT is a share of another document's."""
    scheme = takes.vat_scheme(tx, sale, value)
    if sale is not None and scheme != sale.vat_scheme:
        check_own(tx, sale)
    return scheme


def _put_vat_scheme(tx: Transaction, sale: Any, _name: str, value: Any) -> None:
    """The lines bear no VAT under most schemes; under the standard one they bear the usual rate again."""
    if value == sale.vat_scheme:
        return
    sale.vat_scheme = value
    for line in sale.lines:
        line.vat_rate = ZERO if bears_no_vat(sale) else usual_rate(tx, sale, line.product_id)
    settle(sale)


def _put_term(_tx: Transaction, sale: Any, name: str, value: Any) -> None:
    others = {term: text for term, text in (sale.terms or {}).items() if term != name}
    sale.terms = others | ({name: value} if value else {})


def put_translation(_tx: Transaction, product: Any, name: str, value: Any) -> None:
    """A product's name or details in one more language: the field's name ends with its code."""
    field, _, code = name.rpartition("_")
    held = {"name": "names", "details": "details_in"}[field]
    others = {language: text for language, text in (getattr(product, held) or {}).items() if language != code}
    setattr(product, held, others | ({code: value} if value else {}))


SHORT, LONG = Field(takes.text()), Field(takes.text(2000))
NAME = replace(SHORT, required=True)
AMOUNT, DAY = Field(takes.figure(2)), Field(takes.day)
LANGUAGE = Field(takes.language, required=True)

PERSON = {
    "salutation": SHORT,
    "first_name": SHORT,
    "last_name": SHORT,
    "job_title": SHORT,
    "email": Field(takes.email),
    "phone": Field(takes.phone),
    "mobile": Field(takes.phone),
    "address": LONG,
    "country": Field(takes.country),
}
CUSTOMER = {"account_id": Field(takes.record_of("account")), "contact_id": Field(takes.record_of("contact"))}
TERMS = ("delivery", "place", "start", "duration", "travel", "preparation", "notes")
SALE = {
    "subject": SHORT,
    "customer_reference": SHORT,
    **{name: replace(field, is_figure=True) for name, field in CUSTOMER.items()},
    "language": replace(LANGUAGE, is_figure=True),
    "vat_scheme": Field(_scheme, required=True, put=_put_vat_scheme, is_figure=True),
    "ship_to": LONG,
    "supplied_on": DAY,
    **{name: Field(takes.text(2000), put=_put_term) for name in TERMS},
}
TRANSLATIONS = {
    **{f"name_{code}": Field(takes.text(), put=put_translation) for code in ("fr", "en")},
    **{f"details_{code}": Field(takes.text(2000), put=put_translation) for code in ("fr", "en")},
}

FIELDS: dict[str, dict[str, Field]] = {
    "lead": {
        **PERSON,
        "company": SHORT,
        "siren": Field(takes.siren),
        "website": Field(takes.website),
        "topic": SHORT,
        "need": LONG,
        "budget": AMOUNT,
        "estimated_value": AMOUNT,
        "estimated_close_on": DAY,
        "time_frame": SHORT,
        "decision_maker": SHORT,
    },
    "account": {
        "name": NAME,
        "siren": Field(takes.siren),
        "vat_id": Field(takes.vat_id),
        "vat_scheme": Field(takes.vat_scheme),
        "language": LANGUAGE,
        "phone": Field(takes.phone),
        "website": Field(takes.website),
        "address": LONG,
        "country": Field(takes.country),
    },
    "contact": {**PERSON, "account_id": CUSTOMER["account_id"]},
    "product": {
        "code": Field(takes.code, required=True),
        "name": NAME,
        "details": LONG,
        "unit": Field(takes.text(30)),
        "unit_price": Field(takes.figure(4), required=True),
        "vat_rate": Field(takes.vat_rate, required=True),
        "nature": Field(takes.one_of(*NATURES), required=True),
        **TRANSLATIONS,
        "is_active": Field(takes.boolean, required=True),
    },
    "opportunity": {
        "name": NAME,
        "revenue": Field(takes.figure(2), put=_put_revenue),
        "probability": Field(takes.probability, put=_put_probability),
        "expected_close_on": DAY,
        "forecast_category": Field(takes.one_of(*FORECAST_CATEGORIES), required=True),
        "competitor": SHORT,
        "need": LONG,
        **CUSTOMER,
    },
    "quote": SALE,
    "order": SALE,
    "invoice": SALE,
}
