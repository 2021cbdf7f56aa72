from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.documents.filters import filters
from core.errors import Rejected

FRENCH, ENGLISH = filters("fr", "EUR"), filters("en", "EUR")


@pytest.mark.parametrize(
    ("name", "value", "french", "english"),
    [
        ("money", Decimal("1234567.5"), "1\u202f234\u202f567,50\u00a0€", "€1,234,567.50"),
        ("money", Decimal("0.0125"), "0,0125\u00a0€", "€0.0125"),
        ("money", Decimal("95.0000"), "95,00\u00a0€", "€95.00"),
        ("money", Decimal(-3), "-3,00\u00a0€", "-€3.00"),
        ("number", Decimal("12.500"), "12,5", "12.5"),
        ("number", Decimal("1000.000"), "1\u202f000", "1,000"),
        ("rate", Decimal("5.5"), "5,5\u00a0%", "5.5%"),
        ("rate", Decimal("20.00"), "20\u00a0%", "20%"),
        ("date", date(2026, 8, 1), "1er août 2026", "1 August 2026"),
    ],
)
def test_each_language_writes_in_its_own_way(name: str, value: Any, french: str, english: str) -> None:
    assert (FRENCH[name](value), ENGLISH[name](value)) == (french, english)


def test_another_currency_is_written_as_such() -> None:
    assert filters("fr", "CHF")["money"](Decimal(10)) == "10,00\u00a0CHF"


@pytest.mark.parametrize(
    ("identifier", "readable"),
    [
        ("123456782", "123 456 782"),
        ("12345678200010", "123 456 782 00010"),
        ("FR7612345678901234567890123", "FR76 1234 5678 9012 3456 7890 123"),
    ],
)
def test_identifiers_are_grouped_without_a_break(identifier: str, readable: str) -> None:
    assert FRENCH["grouped"](identifier) == readable.replace(" ", "\u00a0")


@pytest.mark.parametrize("name", ["money", "number", "rate", "date"])
def test_a_filter_on_the_wrong_field_is_refused_by_name(name: str) -> None:
    with pytest.raises(Rejected, match=f"“Ateliers” with the filter “{name}”"):
        FRENCH[name]("Ateliers")
