"""The grammar of a sales line."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sale_line import SaleLine, read_line
from core.errors import NotUnderstood


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Audit @ 450", SaleLine("Audit", Decimal(450))),
        ("2 x Audit @ 450 20%", SaleLine("Audit", Decimal(450), Decimal(2), vat_rate=Decimal(20))),
        ("2x Audit@450", SaleLine("Audit", Decimal(450), Decimal(2))),
        ("2 × Audit à 450 €", SaleLine("Audit", Decimal(450), Decimal(2))),
        (
            "2,5 jours x Conseil @ 600 -10% 5,5%",
            SaleLine("Conseil", Decimal(600), Decimal("2.5"), "jours", Decimal(10), Decimal("5.5")),
        ),
        ("Licence @ 1 234,5678 −5 %", SaleLine("Licence", Decimal("1234.5678"), discount=Decimal(5))),
        ("2 xylophones @ 30", SaleLine("2 xylophones", Decimal(30))),
        ("Formation à Paris @ 1 200", SaleLine("Formation à Paris", Decimal(1200))),
        ("marie@radium.example @ 5", SaleLine("marie@radium.example", Decimal(5))),
        ("0 x Audit @ 450", SaleLine("Audit", Decimal(450), Decimal(0))),
    ],
)
def test_a_line_is_read_as_people_write_it(text: str, line: SaleLine) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize(
    "text", ["", "Audit", "@ 450", "Audit @", "Audit @ much", "Audit @ 1.2.3", "Audit @ 450 20", "-2 x Audit @ 50"]
)
def test_what_is_no_line_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotUnderstood, match="2 x Audit @ 450"):
        read_line(text)


@given(st.text(alphabet="0123456789.,x@àé %-\u202f€A", max_size=60))
def test_no_text_is_anything_but_a_line_or_refused(text: str) -> None:
    with suppress(NotUnderstood):
        assert read_line(text).description
