"""How much of a sale later documents have taken: invoices of an order or a quote, credit notes of an invoice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.model import Invoice
from core.money import ZERO
from core.queries.billing import billed, credit_notes, full_nets, nets


def _amounts() -> defaultdict[Any, Decimal]:
    return defaultdict(lambda: ZERO)


@dataclass(frozen=True)
class Taken:
    """Quantities and nets by the line's id; and by VAT rate the nets, document discounts taken off."""

    quantities: dict[int, Decimal] = field(default_factory=_amounts)
    line_nets: dict[int, Decimal] = field(default_factory=_amounts)
    nets: dict[Decimal, Decimal] = field(default_factory=_amounts)

    def left(self, line: Any) -> Decimal:
        """The quantity of a line that nothing has taken yet."""
        return Decimal(line.quantity - self.quantities[line.id])

    def add(self, invoice: Invoice, full: Mapping[Decimal, Decimal], line_of: Callable[[Any], int], sign: int) -> None:
        """Count an invoice (or take it back, with `sign` -1), whose lines took those that `line_of` names."""
        for line in invoice.lines:
            self.quantities[line_of(line)] += sign * line.quantity
            self.line_nets[line_of(line)] += sign * line.net
        for rate, net in full.items():
            self.nets[rate] += sign * net


def billed_of(session: Session, source: Any) -> Taken:
    """What invoices, drafts included, bill of an order or a quote; what they took back by quantity is free again."""
    taken = Taken()
    for invoice in billed(session, source):
        if invoice.type == "deposit":
            continue
        taken.add(invoice, full_nets(session, invoice), _source_line, 1)
        origins = {line.id: line.source_line_id for line in invoice.lines}
        for note in filter(takes_quantities, credit_notes(session, invoice)):
            taken.add(note, nets([note]), lambda line, origins=origins: origins[line.source_line_id], -1)  # type: ignore[misc]
    return taken


def credited_of(session: Session, invoice: Invoice) -> Taken:
    """What credit notes, drafts included, take back of an invoice by quantity."""
    taken = Taken()
    for note in filter(takes_quantities, credit_notes(session, invoice, drafts=True)):
        taken.add(note, nets([note]), _source_line, 1)
    return taken


def takes_quantities(note: Invoice) -> bool:
    """Whether a credit note takes lines back, or only lowers the price."""
    return any(line.source_line_id for line in note.lines)


def rest(whole: Any, taken: Taken) -> dict[int, Decimal]:
    """What is left of each line, by its position, without the lines of which nothing is."""
    return {line.position: left for line in whole.lines if (left := taken.left(line)) > 0}


def _source_line(line: Any) -> int:
    return int(line.source_line_id)
