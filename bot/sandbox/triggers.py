"""Trigger ids: what lets an app open a modal, for three seconds and once."""

from __future__ import annotations

import secrets

from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackError

LIFETIME = 3.0


class Triggers:
    """Issued to the app with everything that a person does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, tuple[str, float]] = {}
        self._spent: set[str] = set()

    def issue(self, user: str) -> str:
        """A trigger for what this person just did."""
        now = self._clock()
        trigger = f"{int(now * 1000)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._issued[trigger] = (user, now)
        return trigger

    def spend(self, trigger: str) -> str:
        """The person behind the trigger. Raises SlackError when it is unknown, used or too old."""
        if trigger not in self._issued:
            raise SlackError("invalid_trigger_id")
        if trigger in self._spent:
            raise SlackError("exchanged_trigger_id")
        user, born = self._issued[trigger]
        if self._clock() - born > LIFETIME:
            raise SlackError("expired_trigger_id")
        self._spent.add(trigger)
        return user
