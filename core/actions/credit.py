"""Correct an issued invoice by a credit note (avoir): of all that is left of it, of some lines, or of an amount."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core import events
from core.actions.bill import complete, customers_language, draft
from core.actions.part import Part, figures, take
from core.actions.pay import settled_here
from core.actions.reason import reasoned
from core.crm import Transaction
from core.errors import IllegalMove, Missing, NotUnderstood
from core.language import Term, mark
from core.model import Invoice, Record
from core.model.types import now
from core.money import ZERO, Money, Totals, round_cents, split
from core.queries.billing import credit_notes, deducting, full_nets, left, nets
from core.queries.taken import credited_of
from core.rights import check

TOO_MUCH = mark("Of line {position} of {reference} only {rest} is left to credit.")
REDUCTION = mark("Reduction on {reference}")
BALANCE = mark("Balance of {reference}")


def credit(
    tx: Transaction,
    invoice: Record,
    quantities: Mapping[int, Decimal] | None = None,
    *,
    amount: Decimal | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Invoice:
    """A draft credit note: of quantities by the line's position, of an amount without VAT, or of all that is left.

    Quantities that are taken back can be billed again, an amount only lowers the price. Raises `IllegalMove` for an
    invoice that cannot be credited now, `NotUnderstood` for more than is left, `Missing`, `Changed`, `Forbidden`,
    `ReadOnly`, `SwitchedOff`.
    """
    original = _creditable(tx, invoice, version)
    free = left(tx.session, original, drafts=True)
    part = _part(tx, original, free, quantities) if amount is None else _reduction(original, free, amount)
    if not part.lines:
        raise Missing("Say how much of which line: /crm credit {reference} 1: 2", reference=original.reference)
    _check_left(original, part, free)
    why = reasoned(tx.settings.cycle.step("invoice"), reason, None)
    given = {"corrects_id": original.id, "reason": why["reason"], "reason_note": why["note"]}
    note = draft(tx, original, "credit_note", part.lines, **given, **_origin(original))
    complete(tx, note, _figures(tx, original, note, part))
    original.updated_at = now()
    events.record(tx, original, "credit_note_made", credit_note=note.reference)
    return note


def _creditable(tx: Transaction, invoice: Record, version: int | None) -> Invoice:
    step = settled_here(tx)
    if not isinstance(invoice, Invoice) or invoice.type == "credit_note":
        raise NotUnderstood("{reference} is no invoice that a credit note can correct.", reference=invoice.reference)
    original = tx.lock(invoice)
    if original.issued_on is None:
        raise IllegalMove(
            "{reference} is not issued yet: change it, or delete it. No credit note is needed.",
            reference=original.reference,
        )
    final = deducting(tx.session, original)
    if final:
        raise IllegalMove(
            "{reference} is deducted in {final}. Credit that one first, or delete it while it is a draft.",
            reference=original.reference,
            final=final.reference,
        )
    if step.made_by("credit", original.state) is None or not _has_rest(tx, original):
        raise IllegalMove("Nothing is left of {reference} to credit: {notes}.", **_notes(tx, original))
    original = tx.lock(original, version)
    check(tx, "credit", original)
    return original


def _has_rest(tx: Transaction, original: Invoice) -> bool:
    """Also of an invoice of 0, whose deposits are free again when it is credited."""
    notes = credit_notes(tx.session, original, drafts=True)
    return any(left(tx.session, original, drafts=True).values()) or not (original.is_wholly_credited or notes)


def _notes(tx: Transaction, original: Invoice) -> dict[str, Any]:
    notes = credit_notes(tx.session, original, drafts=True)
    named = ", ".join(note.reference for note in notes)
    return {"reference": original.reference, "notes": named or Term(original.state)}


def _part(
    tx: Transaction, original: Invoice, free: dict[Decimal, Decimal], quantities: Mapping[int, Decimal] | None
) -> Part:
    taken = credited_of(tx.session, original)
    part = take(original, full_nets(tx.session, original), taken, quantities, TOO_MUCH)
    if quantities is not None or part.nets == {rate: net for rate, net in free.items() if rate in part.nets}:
        return part
    # Deposits or reductions were taken off before, so the lines come to more than what is left.
    return _by_rate(original, free, BALANCE)


def _reduction(original: Invoice, free: dict[Decimal, Decimal], amount: Decimal) -> Part:
    """The amount shared over the VAT rates by what is left of each."""
    if amount <= 0 or amount != round(amount, 2):
        raise NotUnderstood("A credit note must be above 0, with 2 decimals at most.", field="amount")
    if amount > sum(free.values(), ZERO):
        raise _too_much(original, free)
    return _by_rate(original, dict(zip(free, split(amount, list(free.values())), strict=True)), REDUCTION)


def _by_rate(original: Invoice, shares: dict[Decimal, Decimal], saying: str) -> Part:
    """A line for each VAT rate of which there is something; one of 0 where there is nothing."""
    said = customers_language(original).say(saying, reference=original.reference)
    some = {rate: share for rate, share in shares.items() if share} or dict([*shares.items()][:1])
    line = {"description": said, "quantity": Decimal(1), "discount": ZERO}
    lines = [
        {**line, "position": place, "unit_price": share, "vat_rate": rate}
        for place, (rate, share) in enumerate(some.items(), start=1)
    ]
    return Part(lines, some, is_rest=False)


def _check_left(original: Invoice, part: Part, free: dict[Decimal, Decimal]) -> None:
    if any(net > free.get(rate, ZERO) for rate, net in part.nets.items()):
        raise _too_much(original, free)


def _too_much(original: Invoice, free: Mapping[Decimal, Decimal]) -> NotUnderstood:
    return NotUnderstood(
        "Only {rest} without VAT is left of {reference} to credit. For all of it: /crm credit {reference}",
        reference=original.reference,
        rest=Money(sum(free.values(), ZERO), original.currency),
        field="amount",
    )


def _figures(tx: Transaction, original: Invoice, note: Invoice, part: Part) -> Totals:
    """With VAT as the difference of running totals, so that credit notes never give back more than was billed."""
    others = [each for each in credit_notes(tx.session, original, drafts=True) if each is not note]
    before = nets(others)
    vats = {
        rate: round_cents((before.get(rate, ZERO) + net) * rate / 100) - _vat(others, rate)
        for rate, net in part.nets.items()
    }
    return figures(note.lines, part.nets, {}, vats)


def _vat(invoices: list[Invoice], rate: Decimal) -> Decimal:
    return sum((part.vat for each in invoices for part in each.totals.vat_lines if part.rate == rate), ZERO)


def _origin(original: Invoice) -> dict[str, Any]:
    return {name: id_ for name in ("order_id", "quote_id") if (id_ := getattr(original, name))}
