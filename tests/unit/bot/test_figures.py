"""Numbers, amounts and days as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import amount, beginning_day, ending_amount, ending_day, number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("0,1234", "0.1234"),
    ],
)
def test_a_number_is_read_in_french_and_english_spelling(typed: str, value: str) -> None:
    assert number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "1,,2", "-5", "1e9", "9" * 40, "∞", "12 k€"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number(typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12 k€", "12000.00"),
        ("12k", "12000.00"),
        ("1,5 M€", "1500000.00"),
        ("1 234,50 €", "1234.50"),
        ("450 euros", "450.00"),
        ("450EUR", "450.00"),
        ("12000", "12000.00"),
    ],
)
def test_an_amount_may_have_a_currency_and_a_scale(typed: str, value: str) -> None:
    assert amount(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "too expensive", "3 mois", "12 k€ net", "0.001", "1.2345", "12 kg"])
def test_what_is_no_amount_of_money_is_none(typed: str) -> None:
    assert amount(typed) is None


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Refonte du site 12000", "Refonte du site", "12000.00"),
        ("Refonte du site 12 k€", "Refonte du site", "12000.00"),
        ("Audit 1 234,50 €", "Audit", "1234.50"),
        ("Lot 3 12 000", "Lot 3", "12000.00"),
        ("Windows 11 €", "Windows", "11.00"),
    ],
)
def test_the_amount_at_the_end_of_a_name_is_taken_off(text: str, name: str, value: str) -> None:
    assert ending_amount(text) == (name, Decimal(value))


@pytest.mark.parametrize("text", ["Windows 11", "Salon 2027", "A4200", "Audit", "Lot n°12000b", ""])
def test_a_name_that_ends_in_a_number_stays_whole(text: str) -> None:
    assert ending_amount(text) == (text, None)


@pytest.mark.parametrize("text", ["Audit 2027-03-31", "Audit 31/03/2027", "Audit 31.3.2027"])
def test_the_day_at_the_end_is_taken_off(text: str) -> None:
    assert ending_day(text) == ("Audit", date(2027, 3, 31))


@pytest.mark.parametrize("text", ["Audit", "Audit 31/02/2027", "Audit 2027-13-01", "Audit31/03/2027", "Audit 31/03/27"])
def test_what_is_no_day_stays_in_the_text(text: str) -> None:
    assert ending_day(text) == (text, None)


@given(st.text(max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    name, value = ending_amount(text)
    assert value is None or value >= 0
    assert text.startswith(name)
    assert text.rstrip().startswith(ending_day(text)[0])


TODAY = date(2027, 1, 10)


@pytest.mark.parametrize(
    ("text", "rest", "day"),
    [
        ("2027-01-15 Rappeler Marie", "Rappeler Marie", date(2027, 1, 15)),
        ("15/01/2027: Rappeler", "Rappeler", date(2027, 1, 15)),
        ("demain Rappeler", "Rappeler", date(2027, 1, 11)),
        ("aujourd’hui, rappeler", "rappeler", TODAY),
        ("Yesterday we met", "we met", date(2027, 1, 9)),
        ("tomorrow", "", date(2027, 1, 11)),
    ],
)
def test_the_day_at_the_beginning_is_taken_off(text: str, rest: str, day: date) -> None:
    assert beginning_day(text, TODAY) == (rest, day)


@pytest.mark.parametrize("text", ["Rappeler demain", "2027-13-01 x", "2027-01-15x y", "", "15 jours"])
def test_a_text_that_begins_with_no_day_stays_whole(text: str) -> None:
    assert beginning_day(text, TODAY) == (text, None)
