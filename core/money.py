"""Exact money: amounts, rounding, VAT by rate, totals.

Rounding is half up, as French and EN 16931 practice has it: a line's net to 2 places, VAT once a rate on
the sum of that rate's nets, gross as net plus VAT (EN 16931 BR-CO-10 to BR-CO-17).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
VAT_RATES = (Decimal(20), Decimal(10), Decimal("5.5"), Decimal("2.1"), Decimal(0))


@dataclass(frozen=True)
class Money:
    """An amount with its currency (ISO 4217), so that it can be written in any language."""

    amount: Decimal
    currency: str = "EUR"


@dataclass(frozen=True)
class VatLine:
    """The VAT of one rate, in percent: one line of a document's VAT table."""

    rate: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Totals:
    """The figures at the foot of a document; the parts always sum to the total.

    `subtotal` is the sum of the lines' nets; less the document's `discount`, and less what earlier documents
    billed already (`deducted`), it is `net`.
    """

    subtotal: Decimal
    discount: Decimal
    deducted: Decimal
    net: Decimal
    vat: Decimal
    gross: Decimal
    vat_lines: tuple[VatLine, ...]


def round_cents(amount: Decimal) -> Decimal:
    """To two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_net(quantity: Decimal, unit_price: Decimal, discount_percent: Decimal = ZERO) -> Decimal:
    """A line's net amount: quantity x price less the line's discount, rounded once."""
    return round_cents(quantity * unit_price * (100 - discount_percent) / 100)


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share an amount out by weight so that the shares sum to it exactly (largest remainder, the first of equals)."""
    whole = sum(weights, ZERO)
    if not whole:
        return [ZERO for _ in weights]
    # Fractions, because a remainder that a division cut off would decide between equals.
    exact = [Fraction(abs(amount)) * Fraction(weight) / Fraction(whole) * 100 for weight in weights]
    cents = [floor(share) for share in exact]
    left = int(abs(amount) * 100) - sum(cents)
    by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - cents[i], reverse=True)
    for index in by_remainder[:left]:
        cents[index] += 1
    sign = -1 if amount < 0 else 1
    return [Decimal(sign * share) * CENT for share in cents]


def by_rate(parts: Iterable[tuple[Decimal, Decimal]]) -> dict[Decimal, Decimal]:
    """The `(net, rate in percent)` parts summed for each rate, the highest rate first."""
    nets: dict[Decimal, Decimal] = {}
    for net, rate in parts:
        nets[rate] = nets.get(rate, ZERO) + net
    return dict(sorted(nets.items(), reverse=True))


def total(
    lines: Iterable[tuple[Decimal, Decimal]],
    discount: Decimal = ZERO,
    deducted: Mapping[Decimal, Decimal] | None = None,
) -> Totals:
    """The totals of `(net, rate in percent)` lines.

    A document discount is split over the rates; `deducted` is the net that was billed before, by rate.
    """
    nets = by_rate(lines)
    subtotal = sum(nets.values(), ZERO)
    shares = split(discount, list(nets.values()))
    before = deducted or {}
    left = {rate: net - share - before.get(rate, ZERO) for (rate, net), share in zip(nets.items(), shares, strict=True)}
    vat_lines = tuple(VatLine(rate, net, round_cents(net * rate / 100)) for rate, net in left.items())
    net = sum(left.values(), ZERO)
    vat = sum((line.vat for line in vat_lines), ZERO)
    return Totals(subtotal, discount, subtotal - discount - net, net, vat, net + vat, vat_lines)
