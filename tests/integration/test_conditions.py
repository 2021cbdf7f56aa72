"""Photos as people take them: what was lost once under a condition is read."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.conditions.table import CONDITIONS, laid_over
from intake.cards.pipeline import read_card
from tests.card_table import PEOPLE, card

PERSON = PEOPLE[3]
# Of nearly two hundred keys on the photo, so many may lie so near to the text that they could be its own.
KEYS_BESIDE_IT = 10


@pytest.mark.parametrize("condition", ["small", "curved", "keyboard", "shadow", "glare", "low light", "screenshot"])
def test_a_card_is_read_under_each_condition(condition: str) -> None:
    flat = np.asarray(card(PERSON), np.float32)
    contact = read_card(laid_over(CONDITIONS[condition], flat, np.random.default_rng(1))).contact
    assert (f"{contact.first_name} {contact.last_name}", contact.emails) == (PERSON.name, (PERSON.email,))
    assert [phone.e164 for phone in contact.phones] == ["+33199001204"]


def test_the_keys_of_a_keyboard_are_not_read() -> None:
    flat = np.asarray(card(PERSON), np.float32)
    reading = read_card(laid_over(CONDITIONS["keyboard"], flat, np.random.default_rng(1)))
    assert len(reading.lines) <= len(PERSON.lines) + KEYS_BESIDE_IT


def test_every_condition_makes_the_same_photo_each_time() -> None:
    flat = np.asarray(card(PERSON), np.float32)[::4, ::4]
    for name in ("moved", "cloth"):
        one, other = (laid_over(CONDITIONS[name], flat, np.random.default_rng(5)) for _ in range(2))
        assert one == other
