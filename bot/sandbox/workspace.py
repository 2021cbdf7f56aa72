"""The pretended workspace: everything that is known, behind one lock."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.records import Bot, Channel, File, Message, Person, Team, dm_id


class Workspace:
    """Everything that is known. Hold `lock` while changing it; waiters are told by `touch`."""

    def __init__(self, people: Iterable[Person], channels: Iterable[Channel], bot: Bot, clock: Clock) -> None:
        self.team = Team()
        self.bot = bot
        self.clock = clock
        self.lock = threading.Condition(threading.RLock())
        self.people = {person.id: person for person in people}
        self.channels = {channel.id: channel for channel in channels}
        self.messages: list[Message] = []
        self.files: dict[str, File] = {}
        self._last_tick = 0
        for channel in self.channels.values():
            channel.members |= {*self.people, bot.user_id}
        for person in self.people.values():
            direct = Channel(dm_id(person.id), person.name, "dm", {person.id, bot.user_id})
            self.channels[direct.id] = direct

    def touch(self) -> None:
        """Wake whoever waits for a change."""
        with self.lock:
            self.lock.notify_all()

    def person(self, user: str) -> Person:
        """Raises SlackError `user_not_found`."""
        if user not in self.people:
            raise SlackError("user_not_found")
        return self.people[user]

    def channel(self, channel: str) -> Channel:
        """Raises SlackError `channel_not_found`."""
        if channel not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[channel]

    def message(self, channel: str, ts: str) -> Message:
        """Raises SlackError `message_not_found`."""
        for message in self.messages:
            if (message.channel, message.ts) == (channel, ts):
                return message
        raise SlackError("message_not_found")

    def seen_by(self, user: str | None, channel: str) -> Iterator[Message]:
        """A channel's messages in order of time; ephemeral ones only with their reader."""
        with self.lock:
            messages = list(self.messages)
        return (message for message in messages if message.channel == channel and message.only_for in {None, user})

    def tick(self) -> str:
        """A Slack timestamp: seconds with six decimals, never the same one twice."""
        with self.lock:
            self._last_tick = max(int(self.clock() * 1_000_000), self._last_tick + 1)
            return f"{self._last_tick // 1_000_000}.{self._last_tick % 1_000_000:06d}"
