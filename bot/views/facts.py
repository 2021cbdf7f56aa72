"""The fields of each kind of record that matter on its card, in order. Empty ones are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from core.cycle import OTHER
from core.identity import written_phone
from core.language import Language, Term, mark
from core.model import Record
from core.model.lead import SOURCES
from core.money import Money

Fact = tuple[str, Callable[[Any], Any]]


def facts(speech: Language, record: Record) -> Iterator[str]:
    """Each field with its name above it, in escaped markup."""
    for name, read in FACTS[record.kind]:
        value = read(record)
        if value not in {None, ""}:
            yield f"*{speech.say(name)}*\n{speech.write(value)}"


def _phone(name: str) -> Callable[[Any], str | None]:
    return lambda record: written_phone(getattr(record, name))


def _money(name: str) -> Callable[[Any], Money | None]:
    def read(record: Any) -> Money | None:
        amount: Decimal | None = getattr(record, name)
        return None if amount is None else Money(amount, getattr(record, "currency", "EUR"))

    return read


def _text(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _source(lead: Any) -> str:
    return Term(lead.source) if lead.source in SOURCES else lead.source


def _named(name: str) -> Callable[[Any], str | None]:
    return lambda record: named.title if (named := getattr(record, name)) else None


PERSON: tuple[Fact, ...] = (
    (mark("Job title"), _text("job_title")),
    (mark("E-mail"), _text("email")),
    (mark("Phone"), _phone("phone")),
    (mark("Mobile"), _phone("mobile")),
)
CUSTOMER: tuple[Fact, ...] = ((mark("Customer"), _named("account")), (mark("Contact"), _named("contact")))
SALE: tuple[Fact, ...] = (
    *CUSTOMER,
    (mark("Customer's reference"), _text("customer_reference")),
    (mark("Net"), _money("net")),
    (mark("VAT"), _money("vat")),
    (mark("Total incl. VAT"), _money("gross")),
)


def _reason(record: Any) -> str | None:
    """One of the company's reasons in the reader's language, else what was said."""
    return record.reason_note if record.reason == OTHER else Term(record.reason or "")


REASON: Fact = (mark("Reason"), _reason)
NOTE: Fact = (mark("Explanation"), lambda record: None if record.reason == OTHER else record.reason_note)

FACTS: dict[str, tuple[Fact, ...]] = {
    "lead": (
        *PERSON,
        (mark("Website"), _text("website")),
        (mark("Address"), _text("address")),
        (mark("Source"), _source),
        (mark("Topic"), _text("topic")),
        (mark("Need"), _text("need")),
        (mark("Budget"), _money("budget")),
        (mark("Estimated value"), _money("estimated_value")),
        REASON,
        NOTE,
    ),
    "account": (
        (mark("Phone"), _phone("phone")),
        (mark("Website"), _text("website")),
        (mark("Address"), _text("address")),
        (mark("SIREN"), _text("siren")),
    ),
    "contact": ((mark("Account"), _named("account")), *PERSON, (mark("Address"), _text("address"))),
    "opportunity": (
        *CUSTOMER,
        (mark("Revenue"), _money("revenue")),
        (mark("Probability"), lambda opportunity: f"{opportunity.probability} %"),
        (mark("Expected close"), _text("expected_close_on")),
        (mark("Actual revenue"), _money("actual_revenue")),
        (mark("Need"), _text("need")),
        REASON,
        NOTE,
    ),
    "quote": (*SALE, (mark("Valid until"), _text("valid_until")), REASON, NOTE),
    "order": (*SALE, (mark("Ordered on"), _text("ordered_on")), REASON, NOTE),
    "invoice": (*SALE, (mark("Issued on"), _text("issued_on")), (mark("Due on"), _text("due_on")), REASON, NOTE),
}
