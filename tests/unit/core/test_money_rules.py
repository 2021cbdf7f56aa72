"""EN 16931's rules for the figures of a document (BR-CO-10 to BR-CO-17, BR-S-08), on a thousand random quotes.

The expected figures are calculated apart, with `fractions.Fraction`, so that no rounding of ours is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actions.lines import settle
from core.model import Quote, QuoteLine
from core.money import CENT, VAT_RATES, ZERO, Totals, by_rate, line_net, round_cents, total

QUOTES = settings(max_examples=1000, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Line:
    """A line as it is typed: quantity to 3 places, price to 4, discount and rate in percent."""

    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    vat_rate: Decimal

    @property
    def net(self) -> Decimal:
        return line_net(self.quantity, self.unit_price, self.discount)

    @property
    def exact_net(self) -> Fraction:
        """The net rounded once, without any decimal arithmetic."""
        price = Fraction(self.quantity) * Fraction(self.unit_price)
        return half_up(price * (100 - Fraction(self.discount)) / 100)


@dataclass(frozen=True)
class Given:
    """A quote's lines, and its discount either in percent or as a share of the subtotal that becomes an amount."""

    lines: tuple[Line, ...]
    rate: Decimal | None
    taken: Decimal

    @property
    def parts(self) -> list[tuple[Decimal, Decimal]]:
        return [(line.net, line.vat_rate) for line in self.lines]

    @property
    def discount(self) -> Decimal:
        subtotal = sum((line.net for line in self.lines), ZERO)
        return round_cents(subtotal * (self.taken if self.rate is None else self.rate) / 100)


def half_up(amount: Fraction) -> Fraction:
    """To the cent; the amounts of a quote are never negative."""
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


lines = st.builds(
    Line,
    st.decimals("0.001", "99999.999", places=3),
    st.decimals("0", "99999.9999", places=4),
    st.one_of(st.just(ZERO), st.decimals("0", "100", places=2)),
    st.sampled_from(VAT_RATES),
)
percents = st.decimals("0", "100", places=2)
quotes = st.builds(Given, st.lists(lines, min_size=1, max_size=12).map(tuple), st.one_of(st.none(), percents), percents)


# --- The rules, by the names of EN 16931's business terms ------------------------------------------------------


def sum_of_line_nets(given: Given, totals: Totals) -> bool:
    """BR-CO-10: BT-106 = Σ BT-131."""
    return totals.subtotal == sum(line.net for line in given.lines)


def sum_of_allowances(given: Given, totals: Totals) -> bool:
    """BR-CO-11: BT-107 = Σ BT-92, the allowance of each rate being what its lines have more than its taxable amount."""
    return totals.discount == sum(allowances(given, totals).values())


def no_charges(_given: Given, totals: Totals) -> bool:
    """BR-CO-12: BT-108 = Σ BT-99. We make none, so nothing else stands between the subtotal and the net."""
    return totals.deducted == 0


def total_without_vat(_given: Given, totals: Totals) -> bool:
    """BR-CO-13: BT-109 = BT-106 - BT-107 + BT-108."""
    return totals.net == totals.subtotal - totals.discount


def total_vat(_given: Given, totals: Totals) -> bool:
    """BR-CO-14: BT-110 = Σ BT-117."""
    return totals.vat == sum(part.vat for part in totals.vat_lines)


def total_with_vat(_given: Given, totals: Totals) -> bool:
    """BR-CO-15: BT-112 = BT-109 + BT-110."""
    return totals.gross == totals.net + totals.vat


def amount_due(_given: Given, totals: Totals) -> bool:
    """BR-CO-16: BT-115 = BT-112 - BT-113 + BT-114; nothing is paid of a quote and nothing rounded, so all is due."""
    paid, rounding = ZERO, ZERO
    return totals.gross - paid + rounding == totals.net + sum(part.vat for part in totals.vat_lines)


def vat_of_each_rate(_given: Given, totals: Totals) -> bool:
    """BR-CO-17: BT-117 = BT-116 x BT-119 / 100, rounded to two decimals."""
    return all(
        Fraction(part.vat) == half_up(Fraction(part.net) * Fraction(part.rate) / 100) for part in totals.vat_lines
    )


def taxable_amount_of_each_rate(given: Given, totals: Totals) -> bool:
    """BR-S-08 and its likes: Σ BT-116 is the net, one line a rate, none below zero."""
    rates = [part.rate for part in totals.vat_lines]
    nets = [part.net for part in totals.vat_lines]
    return sorted({line.vat_rate for line in given.lines}, reverse=True) == rates and min(nets) >= 0


def in_cents(_given: Given, totals: Totals) -> bool:
    """BR-DEC: no amount has more than two decimals."""
    parts = (amount for part in totals.vat_lines for amount in (part.net, part.vat))
    return all(
        amount == amount.quantize(CENT)
        for amount in (totals.subtotal, totals.discount, totals.net, totals.vat, totals.gross, *parts)
    )


RULES: tuple[Callable[[Given, Totals], bool], ...] = (
    sum_of_line_nets,
    sum_of_allowances,
    no_charges,
    total_without_vat,
    total_vat,
    total_with_vat,
    amount_due,
    vat_of_each_rate,
    taxable_amount_of_each_rate,
    in_cents,
)


def allowances(given: Given, totals: Totals) -> dict[Decimal, Decimal]:
    """The document's discount at each rate."""
    nets = by_rate(given.parts)
    return {part.rate: nets[part.rate] - part.net for part in totals.vat_lines}


# --- The same figures, calculated apart ------------------------------------------------------------------------


def expected(given: Given) -> tuple[Fraction, ...]:
    """Subtotal, discount, net, VAT and gross."""
    nets: dict[Decimal, Fraction] = {}
    for line in given.lines:
        nets[line.vat_rate] = nets.get(line.vat_rate, Fraction(0)) + line.exact_net
    subtotal = sum(nets.values(), Fraction(0))
    percent = given.taken if given.rate is None else given.rate
    discount = half_up(subtotal * Fraction(percent) / 100)
    taxable = shared_out(nets, discount, subtotal)
    vat = sum((half_up(net * Fraction(rate) / 100) for rate, net in taxable.items()), Fraction(0))
    return subtotal, discount, subtotal - discount, vat, subtotal - discount + vat


def shared_out(nets: dict[Decimal, Fraction], discount: Fraction, subtotal: Fraction) -> dict[Decimal, Fraction]:
    """What is left of each rate: the discount by weight, whole cents, those left over to the largest remainders."""
    if not subtotal:
        return nets
    rates = sorted(nets, reverse=True)
    exact = {rate: discount * nets[rate] / subtotal for rate in rates}
    cents = {rate: floor(exact[rate] * 100) for rate in rates}
    while sum(cents.values()) < discount * 100:
        neediest = max(rates, key=lambda rate: exact[rate] * 100 - cents[rate])
        cents[neediest] += 1
    return {rate: nets[rate] - Fraction(cents[rate], 100) for rate in rates}


def figures(totals: Totals) -> tuple[Fraction, ...]:
    return tuple(
        Fraction(amount) for amount in (totals.subtotal, totals.discount, totals.net, totals.vat, totals.gross)
    )


def settled(given: Given) -> Quote:
    """A quote that stands in no database, with the figures that the action stores."""
    typed = [
        QuoteLine(
            position=place,
            description="Audit",
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=line.discount,
            vat_rate=line.vat_rate,
        )
        for place, line in enumerate(given.lines, start=1)
    ]
    quote = Quote(lines=typed, discount_rate=given.rate, discount=given.discount)
    settle(quote)
    return quote


# --- The thousand ----------------------------------------------------------------------------------------------


@QUOTES
@given(quotes)
def test_a_thousand_quotes_keep_every_rule(given: Given) -> None:
    totals = total(given.parts, given.discount)
    assert [rule.__name__ for rule in RULES if not rule(given, totals)] == []
    assert figures(totals) == expected(given)


@QUOTES
@given(quotes)
def test_what_is_stored_of_a_quote_keeps_every_rule(given: Given) -> None:
    quote = settled(given)
    assert [rule.__name__ for rule in RULES if not rule(given, quote.totals)] == []
    assert figures(quote.totals) == expected(given)
    assert (quote.net, quote.vat, quote.gross) == (quote.totals.net, quote.totals.vat, quote.totals.gross)


@QUOTES
@given(quotes)
def test_a_rate_bears_its_share_of_the_discount_to_the_cent(given: Given) -> None:
    totals = total(given.parts, given.discount)
    nets = by_rate(given.parts)
    for rate, share in allowances(given, totals).items():
        exact = Fraction(given.discount) * Fraction(nets[rate]) / Fraction(totals.subtotal) if totals.subtotal else 0
        assert abs(Fraction(share) - exact) < Fraction(1, 100)


@pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])
def test_each_rule_notices_a_wrong_cent(rule: Callable[[Given, Totals], bool]) -> None:
    """A rule that cannot fail proves nothing."""
    given = Given((Line(Decimal(2), Decimal(450), ZERO, Decimal(20)), Line(Decimal(1), Decimal(80), ZERO, ZERO)), None,
                  Decimal(10))  # fmt: skip
    right = total(given.parts, given.discount)
    wrong_parts = tuple(
        type(part)(part.rate, part.net - 1000, part.vat + Decimal("0.001")) for part in right.vat_lines[:1]
    )
    wrong = Totals(right.subtotal + CENT, right.discount + CENT * 3, CENT, right.net + CENT * 5, right.vat + CENT * 7,
                   right.gross + CENT * 11, wrong_parts)  # fmt: skip
    assert rule(given, right)
    assert not rule(given, wrong)
