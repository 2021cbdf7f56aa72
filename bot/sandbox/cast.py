"""The people and channels of an ordinary sandbox. All are invented."""

from __future__ import annotations

from bot.sandbox.records import Channel, Person

PEOPLE = (
    Person("U0CAMILLE", "camille", "Camille Moreau", "fr-FR"),
    Person("U0OLIVER", "oliver", "Oliver Hughes", "en-GB", timezone="Europe/London"),
    Person("U0NADIA", "nadia", "Nadia Lefèvre", "fr-FR", role="manager"),
)


def channels() -> list[Channel]:
    """New ones each time, since a channel remembers its members."""
    return [Channel("C0GENERAL", "general"), Channel("C0LEADS", "leads"), Channel("C0SALES", "sales")]
