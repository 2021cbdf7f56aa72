"""Bill an order, or a quote where the company does without orders: wholly, in parts, or what is left.

The last invoice is a final one where deposits were made: it takes them off. An order of ours is invoiced when all of
it is billed, by drafts too; when a part is free again, it returns to the state that it had (see `restore.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core import events
from core.actions.create import create
from core.actions.part import Part, figures, take
from core.crm import Transaction
from core.errors import IllegalMove, Missing, NotUnderstood
from core.language import Language, Term, Terms, closest, mark
from core.model import Invoice, InvoiceLine, Record
from core.model.types import now
from core.money import ZERO, Money, Totals
from core.queries.billing import billed, deductible, less, nets, undeducted
from core.queries.taken import Taken, billed_of, rest
from core.rights import check

CARRIED = (
    "account_id",
    "contact_id",
    "customer_reference",
    "subject",
    "ship_to",
    "terms",
    "vat_scheme",
    "currency",
    "language",
    "supplied_on",
)
TOO_MUCH = mark("Of line {position} of {reference} only {rest} is left to bill.")


def bill(
    tx: Transaction, source: Record, quantities: Mapping[int, Decimal] | None = None, *, version: int | None = None
) -> Invoice:
    """A draft invoice of these quantities, by the line's position; without them, of all that is left.

    Raises `IllegalMove` for a source that cannot be billed now or of which nothing is left, `NotUnderstood` for more
    than is left, `Missing` where no quantity is given, `Changed`, `Forbidden`, `ReadOnly`, `SwitchedOff`.
    """
    sale = billable(tx, source, version)
    taken = billed_of(tx.session, sale)
    part = take(sale, nets([sale]), taken, quantities, TOO_MUCH)
    if not part.lines:
        raise _nothing(tx, sale, taken)
    deposits = [tx.lock(deposit) for deposit in undeducted(tx.session, sale)]
    still_free = less(less(nets([sale]), taken.nets), part.nets)
    if part.is_rest:
        _check_issued(deposits)
    else:
        check_deposits_fit(tx, sale, still_free)
    deducted = deductible(tx.session, deposits) if part.is_rest else {}
    _check_deducted(sale, part, deducted)
    rate = {"discount_rate": sale.discount_rate} if sale.discount_rate else {}
    invoice = draft(tx, sale, "final" if part.is_rest and deposits else "invoice", part.lines, **rate)
    complete(tx, invoice, figures(invoice.lines, part.nets, deducted))
    for deposit in deposits if part.is_rest else ():
        deposit.deducted_in_id = invoice.id
        events.record(tx, deposit, "deducted", by=invoice.reference)
    _mark_billed(tx, sale, invoice, is_all=part.is_rest)
    return invoice


def billable(tx: Transaction, source: Record, version: int | None = None) -> Any:
    """The order or quote, locked, if invoices can be made of it now. Raises as `bill` does."""
    cycle = tx.settings.cycle
    cycle.writable("invoice")
    if not hasattr(source, "state") or cycle.after(source.kind) != "invoice":
        raise NotUnderstood(
            "{reference} is not billed ({kind}): only this is: {billed}.",
            reference=source.reference,
            kind=Term(source.kind),
            billed=Terms.of(kind for kind in cycle.kinds if cycle.after(kind) == "invoice"),
        )
    locked: Any = tx.lock(source)
    step = cycle.step(locked.kind)
    if locked.state not in step.promotes_from:
        # The state is judged before the version: whoever comes second reads what was made, not that something changed.
        raise _refusal(tx, locked)
    locked = tx.lock(locked, version)
    check(tx, "bill", locked)
    return locked


def draft(tx: Transaction, source: Any, type_: str, lines: list[dict[str, Any]], **more: Any) -> Invoice:
    """A draft invoice of these lines for the customer of another document, without figures yet."""
    fields = {name: value for name in CARRIED if (value := getattr(source, name)) is not None}
    origin = {f"{source.kind}_id": source.id} if source.kind != "invoice" else {}
    owner_id = source.owner_id or tx.actor.user_id
    made: Any = create(tx, "invoice", type=type_, owner_id=owner_id, **(fields | origin | more))
    made.lines = [InvoiceLine(**line) for line in lines]
    return made  # type: ignore[no-any-return]


def complete(tx: Transaction, invoice: Invoice, totals: Totals) -> None:
    """Store the figures of a new draft."""
    invoice.totals, invoice.deducted = totals, totals.deducted
    events.record(tx, invoice, "settled")


def customers_language(source: Any) -> Language:
    """The language of the documents that the customer gets."""
    return Language(closest(source.language))


def check_deposits_fit(tx: Transaction, source: Any, free: Mapping[Decimal, Decimal]) -> None:
    """Raises `IllegalMove` where less would be left to bill, at some VAT rate, than the deposits come to."""
    deposits = undeducted(tx.session, source)
    reserved = deductible(tx.session, deposits)
    if any(net > free.get(rate, ZERO) for rate, net in reserved.items()):
        raise IllegalMove(
            "Too little of {reference} would be left for its deposits ({deposits}). Bill the rest at once: "
            "/crm bill {reference}",
            reference=source.reference,
            deposits=_named(deposits),
        )


def _check_issued(deposits: list[Invoice]) -> None:
    """A draft's amount is not due to anybody yet, so nothing can be taken off for it."""
    drafts = [deposit for deposit in deposits if deposit.issued_on is None]
    if drafts:
        raise IllegalMove(
            "The deposit {deposit} is not issued yet. Issue it, or delete it, before the rest is billed.",
            deposit=_named(drafts),
        )


def _check_deducted(source: Any, part: Part, deducted: Mapping[Decimal, Decimal]) -> None:
    if any(net > part.nets.get(rate, ZERO) for rate, net in deducted.items()):
        raise IllegalMove(
            "The deposits of {reference} come to {deposits} without VAT, more than is left to bill. "
            "Credit a deposit first.",
            reference=source.reference,
            deposits=Money(sum(deducted.values(), ZERO), source.currency),
        )


def _mark_billed(tx: Transaction, source: Any, invoice: Invoice, *, is_all: bool) -> None:
    """Note it on the source, whose version changes so that a double click bills nothing twice."""
    step = tx.settings.cycle.step(source.kind)
    if is_all and step.mode == "own" and step.promoted_state:
        source.state = step.promoted_state
    source.updated_at = now()
    events.record(tx, source, "billed", invoice=invoice.reference)


def _nothing(tx: Transaction, source: Any, taken: Taken) -> IllegalMove | Missing:
    if rest(source, taken):
        return Missing("Say how much of which line: /crm bill {reference} 1: 2", reference=source.reference)
    return already(tx, source)


def _refusal(tx: Transaction, source: Any) -> IllegalMove:
    step = tx.settings.cycle.step(source.kind)
    if source.state == step.promoted_state:
        return already(tx, source)
    return IllegalMove(
        "{reference} is {state}; it is promoted from: {ways}.",
        reference=source.reference,
        state=Term(source.state),
        ways=Terms.of(state.name for state in step.states if state.name in step.promotes_from),
    )


def already(tx: Transaction, source: Any) -> IllegalMove:
    """That nothing is left to bill."""
    made = _named(billed(tx.session, source))
    return IllegalMove("{reference} was promoted already: {made}.", reference=source.reference, made=made)


def _named(invoices: list[Invoice]) -> str:
    return ", ".join(invoice.reference for invoice in invoices)
