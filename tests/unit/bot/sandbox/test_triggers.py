"""Three seconds, and once."""

from __future__ import annotations

import pytest

from bot.sandbox.clock import ManualClock
from bot.sandbox.errors import SlackError
from bot.sandbox.triggers import Triggers


@pytest.fixture
def triggers(clock: ManualClock) -> Triggers:
    return Triggers(clock)


def test_a_trigger_names_the_person(triggers: Triggers, clock: ManualClock) -> None:
    trigger = triggers.issue("U1")
    clock.advance(2.9)
    assert triggers.spend(trigger) == "U1"


def test_a_trigger_is_good_for_three_seconds(triggers: Triggers, clock: ManualClock) -> None:
    trigger = triggers.issue("U1")
    clock.advance(3.1)
    with pytest.raises(SlackError, match="expired_trigger_id"):
        triggers.spend(trigger)


def test_a_trigger_is_good_once(triggers: Triggers) -> None:
    trigger = triggers.issue("U1")
    triggers.spend(trigger)
    with pytest.raises(SlackError, match="exchanged_trigger_id"):
        triggers.spend(trigger)


def test_an_invented_trigger_is_refused(triggers: Triggers) -> None:
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        triggers.spend("1.2.3")
