"""Change what a record sells: add a line, take one away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core import events
from core.crm import Transaction
from core.errors import Missing, NotUnderstood, ReadOnly
from core.language import Term
from core.model import InvoiceLine, OpportunityLine, OrderLine, QuoteLine, Record
from core.money import VAT_RATES, ZERO

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
    version: int | None = None,
) -> Record:
    """The record with one more line. Quantity to 3 places, price to 4, rate and discount in percent.

    Raises `ReadOnly` where figures are frozen, `NotUnderstood` for figures that make no line.
    """
    record = _open_for_lines(tx, record, version)
    rate = tx.settings.configuration.quote.vat_rate if vat_rate is None else vat_rate
    _check_figures(description, quantity, unit_price, rate, discount)
    current: Any = record
    line = LINES[record.kind](
        position=len(current.lines) + 1,
        description=description.strip(),
        quantity=quantity,
        unit=unit,
        unit_price=unit_price,
        discount=discount,
        vat_rate=rate,
    )
    current.lines.append(line)
    settle(current)
    events.record(tx, record, "line_added", description=line.description, net=line.net)
    return record


def remove_line(tx: Transaction, record: Record, position: int, *, version: int | None = None) -> Record:
    """The record without the line at this position, the others moved up. Raises as `add_line` does."""
    record = _open_for_lines(tx, record, version)
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
    """Store the totals that the lines give; documents and Slack only read them."""
    if record.kind == "opportunity":
        record.revenue = sum((line.net for line in record.lines), ZERO) if record.lines else record.revenue
        return
    totals = record.totals
    record.net, record.vat, record.gross = totals.net, totals.vat, totals.gross


def _open_for_lines(tx: Transaction, record: Record, version: int | None) -> Record:
    if record.kind not in LINES:
        raise NotUnderstood("{reference} has no lines: it is no sale.", reference=record.reference)
    step = tx.settings.cycle.writable(record.kind)
    current: Any = tx.lock(record, version)
    if current.state not in step.states_with_open_figures:
        raise ReadOnly(
            "{reference} is {state}: its figures are frozen.", reference=record.reference, state=Term(current.state)
        )
    return current  # type: ignore[no-any-return]


def _check_figures(
    description: str, quantity: Decimal, unit_price: Decimal, vat_rate: Decimal, discount: Decimal
) -> None:
    if not description.strip():
        raise Missing("A line needs a description.")
    if not (0 < quantity < LARGEST and _places(quantity) <= 3):
        raise NotUnderstood("The quantity must be above 0, with 3 decimals at most.")
    if not (0 <= unit_price < LARGEST and _places(unit_price) <= 4):
        raise NotUnderstood("The price must be 0 or more, with 4 decimals at most.")
    if vat_rate not in VAT_RATES:
        rates = " · ".join(f"{rate:f}" for rate in VAT_RATES)
        raise NotUnderstood("There is no VAT rate of {rate} %. The rates are: {rates}.", rate=vat_rate, rates=rates)
    if not 0 <= discount <= 100:
        raise NotUnderstood("The discount must be between 0 and 100 %.")


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 99
