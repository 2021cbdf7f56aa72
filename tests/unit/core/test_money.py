"""Figures are exact, and the parts always sum to the total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.money import VAT_RATES, line_net, round_cents, split, total

quantities = st.decimals("0.001", "9999.999", places=3)
prices = st.decimals("0", "99999.9999", places=4)
amounts = st.decimals("0.00", "99999.99", places=2)
lines = st.lists(st.tuples(amounts, st.sampled_from(VAT_RATES)), min_size=1, max_size=30)


def test_half_a_cent_is_rounded_up() -> None:
    assert round_cents(Decimal("2.345")) == Decimal("2.35")
    assert round_cents(Decimal("-2.345")) == Decimal("-2.35")


@given(quantities, prices)
def test_a_line_is_quantity_times_price_rounded_once(quantity: Decimal, price: Decimal) -> None:
    exact = Fraction(quantity) * Fraction(price)
    assert abs(Fraction(line_net(quantity, price)) - exact) <= Fraction(1, 200)


def test_a_line_discount_is_in_percent() -> None:
    assert line_net(Decimal(2), Decimal("99.99"), Decimal(10)) == Decimal("179.98")


@given(lines)
def test_the_parts_sum_to_the_total(given_lines: list[tuple[Decimal, Decimal]]) -> None:
    totals = total(given_lines)
    assert totals.net == sum(net for net, _ in given_lines)
    assert totals.net == sum(line.net for line in totals.vat_lines)
    assert totals.vat == sum(line.vat for line in totals.vat_lines)
    assert totals.gross == totals.net + totals.vat


@given(lines)
def test_vat_is_rounded_once_a_rate_not_once_a_line(given_lines: list[tuple[Decimal, Decimal]]) -> None:
    for line in total(given_lines).vat_lines:
        exact = sum(Fraction(net) for net, rate in given_lines if rate == line.rate) * Fraction(line.rate) / 100
        assert abs(Fraction(line.vat) - exact) <= Fraction(1, 200)


@given(lines, st.decimals("0.00", "50.00", places=2))
def test_a_document_discount_is_taken_off_whole(given_lines: list[tuple[Decimal, Decimal]], discount: Decimal) -> None:
    whole = sum(net for net, _ in given_lines)
    taken = discount if whole else Decimal(0)
    assert total(given_lines, discount).net == whole - taken


@given(amounts, st.lists(amounts, min_size=1, max_size=12))
def test_shares_sum_to_what_was_shared(amount: Decimal, weights: list[Decimal]) -> None:
    assert sum(split(amount, weights)) == (amount if sum(weights) else 0)


def test_the_highest_rate_stands_first() -> None:
    rates = [line.rate for line in total([(Decimal(1), Decimal("5.5")), (Decimal(1), Decimal(20))]).vat_lines]
    assert rates == [Decimal(20), Decimal("5.5")]
