"""The fields of each kind of record that matter on its card, in order. Empty ones are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from core.cycle import OTHER
from core.identity import written_phone
from core.language import Language, Term, Terms, mark
from core.model import Record
from core.model.invoice import UNSETTLED
from core.model.lead import SOURCES
from core.money import Money, VatLine

Fact = tuple[str, Callable[[Any], Any]]


def facts(speech: Language, record: Record) -> Iterator[str]:
    """Each field with its name above it, in escaped markup."""
    for name, read in FACTS[record.kind]:
        value = read(record)
        if value is not None and value not in {"", ()}:
            yield f"*{speech.say(name)}*\n{_written(speech, value)}"


def _written(speech: Language, value: Any) -> str:
    """A value, or several of one field, each with its rate."""
    if not isinstance(value, tuple) or isinstance(value, Terms):
        return speech.write(value)
    return "\n".join(_rated(speech, amount, rate) for amount, rate in value)


def _rated(speech: Language, amount: Money, rate: Decimal | None) -> str:
    if rate is None:
        return speech.write(amount)
    return speech.say("{amount} ({rate} %)", amount=amount, rate=rate.normalize())


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


def _kept(lead: Any) -> str:
    """What was answered in a form and fits no field of ours, a line each."""
    kept = (lead.details or {}).items()
    return "\n".join(f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in kept)


def _marketing(person: Any) -> Term | None:
    """What the person agreed to last, or that they want nothing."""
    if person.no_marketing:
        return Term("wants none")
    consents = getattr(person, "consents", ())
    return Term(f"consent {consents[-1].state}") if consents else None


def _named(name: str) -> Callable[[Any], str | None]:
    return lambda record: named.title if (named := getattr(record, name)) else None


def _discount(sale: Any) -> tuple[tuple[Money, Decimal | None], ...]:
    """The document's own, with its rate where it was given in percent."""
    return ((Money(-sale.discount, sale.currency), sale.discount_rate),) if sale.discount else ()


def _deducted(sale: Any) -> Money | None:
    """What an invoice deducts of the deposits."""
    deducted = getattr(sale, "deducted", None)
    return Money(-deducted, sale.currency) if deducted else None


def _is_reduced(sale: Any) -> bool:
    return bool(sale.discount or getattr(sale, "deducted", None))


def _vat(sale: Any) -> Any:
    """By rate, the highest first."""
    parts = tuple((Money(part.vat, sale.currency), part.rate) for part in _vat_lines(sale))
    return parts or Money(sale.vat, sale.currency)


def _vat_lines(sale: Any) -> Sequence[VatLine]:
    return sale.totals.vat_lines if sale.vat_lines else ()


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
    (mark("Subtotal"), lambda sale: Money(sale.subtotal, sale.currency) if _is_reduced(sale) else None),
    (mark("Discount"), _discount),
    (mark("Deposits deducted, net"), _deducted),
    (mark("Net"), _money("net")),
    (mark("VAT"), _vat),
    (mark("Total incl. VAT"), _money("gross")),
)


def _reason(record: Any) -> str | None:
    """One of the company's reasons in the reader's language, else what was said."""
    return record.reason_note if record.reason == OTHER else Term(record.reason or "")


def _probability(opportunity: Any) -> str:
    return f"{opportunity.probability} %"


def _typed_or_not(name: str, read: Callable[[Any], Any], computed: str, typed: str) -> tuple[Fact, Fact]:
    """The figure under one name where it follows from others, under another where somebody typed it."""
    return (
        (computed, lambda record: None if getattr(record, f"{name}_is_typed") else read(record)),
        (typed, lambda record: read(record) if getattr(record, f"{name}_is_typed") else None),
    )


REASON: Fact = (mark("Reason"), _reason)
NOTE: Fact = (mark("Explanation"), lambda record: None if record.reason == OTHER else record.reason_note)


def _type(invoice: Any) -> Term | None:
    """A credit note is called one already."""
    return Term(invoice.type) if invoice.type in {"deposit", "final"} else None


def _due(invoice: Any) -> Money | None:
    return Money(invoice.due, invoice.currency) if invoice.state in UNSETTLED else None


def _some(name: str) -> Callable[[Any], Money | None]:
    """An amount, where there is one."""
    return lambda record: Money(amount, record.currency) if (amount := getattr(record, name)) else None


INVOICE: tuple[Fact, ...] = (
    (mark("Type"), _type),
    *SALE,
    (mark("Paid"), _some("paid")),
    (mark("Credited"), _some("credited")),
    (mark("Due"), _due),
    (mark("Issued on"), _text("issued_on")),
    (mark("Due on"), _text("due_on")),
)
_REVISION: Fact = (mark("Revision"), lambda quote: str(quote.revision + 1) if quote.revision else None)

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
        (mark("Also told"), _kept),
        (mark("Marketing"), _marketing),
        REASON,
        NOTE,
    ),
    "account": (
        (mark("Phone"), _phone("phone")),
        (mark("Website"), _text("website")),
        (mark("Address"), _text("address")),
        (mark("SIREN"), _text("siren")),
        (mark("VAT number"), _text("vat_id")),
        (mark("VAT"), lambda account: Term((account.vat_scheme or "").replace("_", " "))),
        (mark("Country"), _text("country")),
        (mark("Language"), lambda account: Term(account.language or "")),
    ),
    "product": (
        (mark("Code"), _text("code")),
        (mark("Price, without VAT"), _money("unit_price")),
        (mark("Unit"), _text("unit")),
        (mark("VAT"), lambda product: f"{product.vat_rate.normalize():f} %"),
        (mark("Nature"), lambda product: Term(product.nature)),
        (mark("Details"), _text("details")),
        (mark("In English"), lambda product: product.names.get("en")),
        (mark("In French"), lambda product: product.names.get("fr")),
    ),
    "contact": (
        (mark("Account"), _named("account")),
        *PERSON,
        (mark("Address"), _text("address")),
        (mark("Marketing"), _marketing),
    ),
    "opportunity": (
        *CUSTOMER,
        *_typed_or_not("revenue", _money("revenue"), mark("Revenue"), mark("Revenue, typed")),
        *_typed_or_not("probability", _probability, mark("Probability"), mark("Probability, typed")),
        (mark("Expected close"), _text("expected_close_on")),
        (mark("Forecast category"), lambda opportunity: Term(opportunity.forecast_category or "")),
        (mark("Competitor"), _text("competitor")),
        (mark("Actual revenue"), _money("actual_revenue")),
        (mark("Need"), _text("need")),
        REASON,
        NOTE,
    ),
    "quote": (_REVISION, *SALE, (mark("Valid until"), _text("valid_until")), REASON, NOTE),
    "order": (*SALE, (mark("Ordered on"), _text("ordered_on")), REASON, NOTE),
    "invoice": (*INVOICE, REASON, NOTE),
}
