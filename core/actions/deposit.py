"""Ask for a deposit (acompte) on an order or a quote, before it is billed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core import events
from core.actions.bill import billable, complete, customers_language, draft
from core.actions.part import figures
from core.crm import Transaction
from core.errors import IllegalMove, Missing, NotUnderstood
from core.language import mark
from core.model import Invoice, Record
from core.model.types import now
from core.money import ZERO, Money, by_rate, round_cents, split
from core.queries.billing import deductible, less, nets, undeducted
from core.queries.taken import billed_of

SHARE = mark("Deposit of {percent} % on {reference}")
AMOUNT = mark("Deposit on {reference}")


def bill_deposit(
    tx: Transaction,
    source: Record,
    *,
    percent: Decimal | None = None,
    amount: Decimal | None = None,
    version: int | None = None,
) -> Invoice:
    """A draft deposit invoice: a percentage of the source's net, or an amount without VAT; one line a VAT rate.

    Raises `NotUnderstood` for a figure that cannot be, `IllegalMove` for more than is left to bill, and as `bill`.
    """
    sale = billable(tx, source, version)
    net = _net(sale, percent, amount)
    free = _free(tx, sale)
    available = sum(free.values(), ZERO)
    if net > available:
        raise IllegalMove(
            "Only {rest} without VAT is left of {reference} for a deposit.",
            reference=sale.reference,
            rest=Money(available, sale.currency),
            field="deposit",
        )
    shares = {rate: share for rate, share in zip(free, split(net, list(free.values())), strict=True) if share}
    invoice = draft(tx, sale, "deposit", _lines(sale, shares, percent))
    complete(tx, invoice, figures(invoice.lines, shares, {}))
    sale.updated_at = now()
    events.record(tx, sale, "deposit_billed", invoice=invoice.reference)
    return invoice


def _net(source: Any, percent: Decimal | None, amount: Decimal | None) -> Decimal:
    if (percent is None) == (amount is None):
        raise Missing(
            "Say how much, in percent or as an amount without VAT: /crm deposit {reference} 30%",
            reference=source.reference,
        )
    if percent is not None and not 0 < percent <= 100:
        raise NotUnderstood("A deposit is more than 0 and at most 100 %.", field="deposit")
    net = round_cents(source.net * percent / 100) if percent is not None else amount or ZERO
    if net <= 0 or net != round(net, 2):
        raise NotUnderstood("A deposit must be above 0, with 2 decimals at most.", field="deposit")
    return net


def _free(tx: Transaction, source: Any) -> dict[Decimal, Decimal]:
    """The net by VAT rate that is neither billed nor asked for as a deposit."""
    unbilled = less(nets([source]), billed_of(tx.session, source).nets)
    return less(unbilled, deductible(tx.session, undeducted(tx.session, source)))


def _lines(source: Any, shares: dict[Decimal, Decimal], percent: Decimal | None) -> list[dict[str, Any]]:
    language = customers_language(source)
    said = language.say(AMOUNT, reference=source.reference)
    if percent is not None:
        said = language.say(SHARE, percent=_plain(percent), reference=source.reference)
    goods = by_rate((line.net, line.vat_rate) for line in source.lines if line.nature == "goods")
    whole = by_rate((line.net, line.vat_rate) for line in source.lines)
    return [
        {
            "position": place,
            "description": said,
            "quantity": Decimal(1),
            "unit_price": share,
            "discount": ZERO,
            "vat_rate": rate,
            "nature": "goods" if goods.get(rate) == whole.get(rate) else "service",
        }
        for place, (rate, share) in enumerate(shares.items(), start=1)
    ]


def _plain(percent: Decimal) -> Decimal:
    return percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent.normalize()
