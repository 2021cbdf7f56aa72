"""What records are called."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.mrkdwn import speech
from bot.views.noun import noun, state

FRENCH = speech("fr")


def an_invoice(**fields: Any) -> Any:
    return SimpleNamespace(**{"kind": "invoice", "type": "invoice", "state": "paid"} | fields)


@pytest.mark.parametrize(
    ("fields", "called", "in_state"),
    [
        ({}, "Facture", "payée"),
        ({"type": "final", "state": "draft"}, "Facture", "brouillon"),
        ({"type": "credit_note", "state": "draft"}, "Avoir", "brouillon"),
        ({"type": "credit_note", "state": "issued"}, "Avoir", "à rembourser"),
        ({"type": "credit_note"}, "Avoir", "soldé"),
    ],
)
def test_a_credit_note_is_called_one_and_says_what_is_due(fields: dict[str, str], called: str, in_state: str) -> None:
    invoice = an_invoice(**fields)
    assert (noun(FRENCH, invoice), FRENCH.write(state(invoice))) == (called, in_state)


def test_what_has_no_state_says_none() -> None:
    assert state(SimpleNamespace(kind="account")) is None
