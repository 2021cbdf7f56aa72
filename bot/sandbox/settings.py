"""What makes one sandbox different from another."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import cast
from bot.sandbox.clock import Clock
from bot.sandbox.events import SUBSCRIPTIONS
from bot.sandbox.records import Bot, Channel, Json, Person


@dataclass(frozen=True)
class Command:
    """A slash command with what the page completes: `words` are `{"word": {"en", "fr"}, "hint": {"en", "fr"}}`."""

    command: str
    description: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[Json] = ()
    should_escape: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of the app; `type` is `global` or `message`."""

    type: str
    callback_id: str
    name: str


RECORDS: Mapping[str, type] = {"people": Person, "channels": Channel, "commands": Command, "shortcuts": Shortcut}


@dataclass(frozen=True)
class Settings:
    """The cast, what the app's manifest says, and Slack's ways.

    `events` are the manifest's `bot_events`. `patience` is how long Slack waits for an acknowledgement, in seconds,
    and `retry_delays` are the seconds before each further try of an event (Slack itself waits 0, 60 and 300).
    """

    people: Sequence[Person] = cast.PEOPLE
    channels: Sequence[Channel] = field(default_factory=cast.channels)
    commands: Sequence[Command] = ()
    shortcuts: Sequence[Shortcut] = ()
    events: Sequence[str] = SUBSCRIPTIONS
    bot: Bot = field(default_factory=Bot)
    # No secrets: the sandbox guards nothing.
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105
    bot_token: str = "xoxb-sandbox"  # noqa: S105
    app_token: str = "xapp-sandbox"  # noqa: S105
    app_url: str | None = None
    clock: Clock = time.time
    patience: float = 3.0
    retry_delays: Sequence[float] = (0.0, 1.0, 5.0)


def settings_from(given: Mapping[str, Any]) -> Settings:
    """Settings by name; people, channels, commands and shortcuts may be given as mappings."""
    converted: dict[str, Any] = {
        name: _records(RECORDS[name], value) if name in RECORDS else value for name, value in given.items()
    }
    return Settings(**converted)


def _records(record: type, given: Sequence[Any]) -> list[Any]:
    return [record(**each) if isinstance(each, Mapping) else each for each in given]
