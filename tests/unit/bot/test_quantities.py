"""Quantities by line and discounts, as people type them in French and English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.discounts import read_discount
from bot.quantities import read_quantities
from core.errors import NotUnderstood


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1: 2", {1: "2"}),
        ("1: 2, 3: 1.5", {1: "2", 3: "1.5"}),
        ("1: 2, 3: 1,5", {1: "2", 3: "1.5"}),
        ("1:2,3:1", {1: "2", 3: "1"}),
        ("1:2,35:1", {1: "2", 35: "1"}),
        ("1:2,5 3:1,25", {1: "2.5", 3: "1.25"}),
        ("1=2; 2=4", {1: "2", 2: "4"}),
        ("12 : 0,125", {12: "0.125"}),
    ],
)
def test_quantities_are_read_by_line(typed: str, read: dict[int, str]) -> None:
    assert read_quantities(typed) == {line: Decimal(quantity) for line, quantity in read.items()}


@pytest.mark.parametrize("typed", ["", "2", "1 2", "1:", "1: two", "1: 2, 1: 3", "1: 2 and 3: 4", "1: -2", ": 2"])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="each line once"):
        read_quantities(typed)


@pytest.mark.parametrize(
    ("typed", "rate", "amount"),
    [
        ("10%", "10", None),
        ("10 %", "10", None),
        ("-7,5 %", "7.5", None),
        ("50 €", None, "50"),
        ("50", None, "50"),
        ("1 234,50 €", None, "1234.50"),
        ("0", None, "0"),
        ("0%", "0", None),
    ],
)
def test_a_discount_is_a_rate_or_an_amount(typed: str, rate: str | None, amount: str | None) -> None:
    assert read_discount(typed) == (rate and Decimal(rate), amount and Decimal(amount))


@pytest.mark.parametrize("typed", ["", "%", "ten", "10 % off", "5,0015 €", "€"])
def test_what_is_no_discount_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_discount(typed)
    assert refusal.value.values["field"] == "discount"
