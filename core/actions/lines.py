"""Change what a record sells: add a line, take one away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core import events
from core.actions.way_out import FROZEN, read_only
from core.crm import Transaction
from core.errors import Missing, NotUnderstood, ReadOnly
from core.language import Term
from core.model import InvoiceLine, OpportunityLine, OrderLine, Product, QuoteLine, Record
from core.money import ZERO, by_rate, round_cents, total
from core.rights import check

LINES: dict[str, Any] = {
    "opportunity": OpportunityLine,
    "quote": QuoteLine,
    "order": OrderLine,
    "invoice": InvoiceLine,
}
LARGEST = Decimal(1_000_000_000)


def add_line(
    tx: Transaction,
    record: Record,
    description: str,
    quantity: Decimal,
    unit_price: Decimal,
    *,
    unit: str | None = None,
    vat_rate: Decimal | None = None,
    discount: Decimal = ZERO,
    nature: str = "service",
    details: str | None = None,
    product_id: int | None = None,
    version: int | None = None,
) -> Record:
    """The record with one more line. Quantity to 3 places, price to 4, rate and discount in percent.

    Raises `ReadOnly` where figures are frozen, `NotUnderstood` for figures that make no line.
    """
    record = open_for_figures(tx, record, version)
    rate = usual_rate(tx, record, product_id) if vat_rate is None else vat_rate
    _check_figures(description, quantity, unit_price, discount)
    _check_rate(tx, record, rate)
    current: Any = record
    line = LINES[record.kind](
        position=len(current.lines) + 1,
        description=description.strip(),
        quantity=quantity,
        unit=unit,
        unit_price=unit_price,
        discount=discount,
        vat_rate=rate,
        nature=nature,
        details=details,
        product_id=product_id,
    )
    current.lines.append(line)
    settle(current)
    events.record(tx, record, "line_added", description=line.description, net=line.net)
    return record


def remove_line(tx: Transaction, record: Record, position: int, *, version: int | None = None) -> Record:
    """The record without the line at this position, the others moved up. Raises as `add_line` does."""
    record = open_for_figures(tx, record, version)
    current: Any = record
    if not 1 <= position <= len(current.lines):
        raise NotUnderstood("{reference} has no line {position}.", reference=record.reference, position=position)
    line = current.lines.pop(position - 1)
    for place, other in enumerate(current.lines, start=1):
        other.position = place
    settle(current)
    events.record(tx, record, "line_removed", description=line.description, net=line.net)
    return record


def settle(record: Any) -> None:
    """Store the figures that the lines give; documents and Slack only read them."""
    if record.kind == "opportunity":
        if record.lines and not record.revenue_is_typed:
            record.revenue = sum((line.net for line in record.lines), ZERO)
        return
    subtotal = sum((line.net for line in record.lines), ZERO)
    discount = min(record.discount or ZERO, subtotal)
    if record.discount_rate is not None:
        discount = round_cents(subtotal * record.discount_rate / 100)
    record.totals = total(((line.net, line.vat_rate) for line in record.lines), discount, deducted(record))
    if record.kind == "quote":
        record.approved_by_id = None


def deducted(record: Any) -> dict[Decimal, Decimal]:
    """The net, by VAT rate, of the deposits that a final invoice takes off."""
    parts = (part for deposit in getattr(record, "deposits", ()) for part in deposit.totals.vat_lines)
    return by_rate((part.net, part.rate) for part in parts)


def open_for_figures(tx: Transaction, record: Record, version: int | None) -> Record:
    """The record, locked, if its figures may still change.

    Raises `NotUnderstood`, `ReadOnly`, `Changed`, `Forbidden`.
    """
    if record.kind not in LINES:
        raise NotUnderstood("{reference} has no lines: it is no sale.", reference=record.reference)
    step = tx.settings.cycle.writable(record.kind)
    current: Any = tx.lock(record, version)
    check(tx, "change lines", current)
    if current.state not in step.states_with_open_figures:
        raise read_only(step, current, FROZEN)
    check_own(tx, current)
    return current  # type: ignore[no-any-return]


def check_own(tx: Transaction, record: Any) -> None:
    """Raises `ReadOnly` for an invoice whose lines and discount are shares of another document's."""
    for kind, name in (("invoice", "corrects_id"), ("order", "order_id"), ("quote", "quote_id")):
        if record.kind == "invoice" and (id_ := getattr(record, name)):
            raise ReadOnly(
                "{reference} takes its figures from {source}. Delete it and make it again with other quantities.",
                reference=record.reference,
                source=tx.record(kind, id_).reference,
            )


def usual_rate(tx: Transaction, record: Any, product_id: int | None = None) -> Decimal:
    """The VAT rate in percent that a line bears unless another is said: the product's, else the company's usual one."""
    configuration = tx.settings.configuration
    if configuration.company.vat_scheme == "franchise" or bears_no_vat(record):
        return ZERO
    product = tx.session.get(Product, product_id) if product_id else None
    return product.vat_rate if product else configuration.quote.vat_rate


def bears_no_vat(record: Any) -> bool:
    """Whether the sale is exempt, or the customer owes the VAT: its lines have the rate 0."""
    return getattr(record, "vat_scheme", "standard") != "standard"


def _check_rate(tx: Transaction, record: Any, rate: Decimal) -> None:
    if bears_no_vat(record) and rate:
        raise NotUnderstood(
            "{reference} bears no VAT ({scheme}): leave the rate away.",
            reference=record.reference,
            scheme=Term(record.vat_scheme.replace("_", " ")),
        )
    rates = tx.settings.configuration.vat.on(tx.today)
    if rate not in rates:
        raise NotUnderstood("There is no VAT rate of {rate} %. The rates are: {rates}.", rate=rate, rates=rates)


def _check_figures(description: str, quantity: Decimal, unit_price: Decimal, discount: Decimal) -> None:
    if not description.strip():
        raise Missing("A line needs a description.")
    if not (0 < quantity < LARGEST and places(quantity) <= 3):
        raise NotUnderstood("The quantity must be above 0, with 3 decimals at most.")
    if not (0 <= unit_price < LARGEST and places(unit_price) <= 4):
        raise NotUnderstood("The price must be 0 or more, with 4 decimals at most.")
    if quantity * unit_price >= LARGEST:
        raise NotUnderstood("The amount of a line must be below 1 000 000 000.")
    if not (0 <= discount <= 100 and places(discount) <= 2):
        raise NotUnderstood("The discount must be between 0 and 100 %, with 2 decimals at most.")


def places(number: Decimal) -> int:
    """How many decimals a figure has."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 99
