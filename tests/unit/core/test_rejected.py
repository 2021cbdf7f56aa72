"""What goes into a spreadsheet runs nothing there, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rejected import FORMULA, NUMBER, guarded, unguarded


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("x")'],
)
def test_a_formula_becomes_a_text(formula: str) -> None:
    assert guarded(formula) == f"'{formula}"


@pytest.mark.parametrize("harmless", ["+33 6 39 98 12 34", "-12,50", "Curie", "l'Atelier", "", "marie@radium.example"])
def test_a_number_or_a_word_stays_as_it_is(harmless: str) -> None:
    assert guarded(harmless) == harmless


@given(st.text())
def test_what_is_guarded_comes_back(cell: str) -> None:
    shown = guarded(cell)
    assert not FORMULA.match(shown) or NUMBER.fullmatch(shown)
    if not cell.startswith("'"):
        assert unguarded(shown) == cell
