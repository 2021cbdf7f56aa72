"""What was billed of an order or a quote, and what was taken back of an invoice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Invoice, Order, Quote
from core.money import ZERO, by_rate


def billed(session: Session, source: Any) -> list[Invoice]:
    """The invoices made of an order or a quote, deposits included, without those that were credited wholly."""
    made = select(Invoice).where(_origin(source) == source.id, Invoice.type != "credit_note")
    return [invoice for invoice in session.scalars(made.order_by(Invoice.id)) if not invoice.is_wholly_credited]


def undeducted(session: Session, source: Any) -> list[Invoice]:
    """The deposits, drafts included, that no final invoice takes off, or only one that was itself credited."""
    return [each for each in billed(session, source) if each.type == "deposit" and not deducting(session, each)]


def deducting(session: Session, deposit: Invoice) -> Invoice | None:
    """The final invoice that takes the deposit off."""
    final = session.get(Invoice, deposit.deducted_in_id) if deposit.deducted_in_id else None
    return final if final is not None and not final.is_wholly_credited else None


def source_of(session: Session, invoice: Invoice) -> Order | Quote | None:
    """What the invoice bills; None for one that was made directly."""
    if invoice.order_id:
        return session.get_one(Order, invoice.order_id)
    return session.get_one(Quote, invoice.quote_id) if invoice.quote_id else None


def credit_notes(session: Session, invoice: Invoice, *, drafts: bool = False) -> list[Invoice]:
    """The credit notes that correct the invoice; a draft has no number yet and takes nothing back."""
    notes = select(Invoice).where(Invoice.corrects_id == invoice.id).order_by(Invoice.id)
    return [note for note in session.scalars(notes) if drafts or note.state != "draft"]


def nets(invoices: Iterable[Invoice]) -> dict[Decimal, Decimal]:
    """The invoices' net amounts summed by VAT rate."""
    return by_rate((part.net, part.rate) for invoice in invoices for part in invoice.totals.vat_lines)


def left(session: Session, invoice: Invoice, *, drafts: bool = False) -> dict[Decimal, Decimal]:
    """The net of an invoice by VAT rate, less what its credit notes took back."""
    return less(nets([invoice]), nets(credit_notes(session, invoice, drafts=drafts)))


def deductible(session: Session, deposits: Iterable[Invoice]) -> dict[Decimal, Decimal]:
    """The net of deposits by VAT rate, as far as they were not credited."""
    return by_rate((net, rate) for deposit in deposits for rate, net in left(session, deposit).items())


def full_nets(session: Session, invoice: Invoice) -> dict[Decimal, Decimal]:
    """The net by VAT rate before deposits were taken off."""
    taken_off = deductible(session, invoice.deposits)
    return {rate: net + taken_off.get(rate, ZERO) for rate, net in nets([invoice]).items()}


def less(whole: dict[Decimal, Decimal], taken: dict[Decimal, Decimal]) -> dict[Decimal, Decimal]:
    """Amounts by VAT rate, less others."""
    return {rate: net - taken.get(rate, ZERO) for rate, net in whole.items()}


def related(session: Session, invoice: Invoice) -> list[Invoice]:
    """The invoices around one: what it corrects and deducts, and what corrects and deducts it."""
    final = session.get(Invoice, invoice.deducted_in_id) if invoice.deducted_in_id else None
    around = [invoice.corrects, *credit_notes(session, invoice, drafts=True), *invoice.deposits, final]
    return [each for each in around if each is not None]


def _origin(source: Any) -> Any:
    return getattr(Invoice, f"{source.kind}_id")
