"""What a workspace is made of: people, channels, files, messages."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Person:
    """Somebody who can be played. `name` is the handle, `locale` such as `fr-FR`."""

    id: str
    name: str
    real_name: str
    locale: str
    role: str = "rep"
    timezone: str = "Europe/Paris"

    @property
    def email(self) -> str:
        """An address in a domain that can never exist."""
        return f"{self.name}@sandbox.example"


@dataclass(frozen=True)
class Team:
    """The workspace itself."""

    id: str = "T0SANDBOX"
    name: str = "Sandbox"
    domain: str = "sandbox"


@dataclass(frozen=True)
class Bot:
    """The app's bot: `id` signs messages, `user_id` is its place among the people."""

    id: str = "B0SANDBOX"
    user_id: str = "U0SANDBOX"
    app_id: str = "A0SANDBOX"
    name: str = "filon"
    real_name: str = "Filon"


@dataclass
class Channel:
    """A channel that everybody is in, or (`dm`) one person's conversation with the bot."""

    id: str
    name: str
    kind: str = "channel"
    members: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class File:
    """An uploaded file with its bytes."""

    id: str
    name: str
    title: str
    mimetype: str
    data: bytes
    owner: str
    alt_txt: str | None = None


@dataclass
class Message:
    """One message; `only_for` names the reader of an ephemeral one."""

    channel: str
    ts: str
    author: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    only_for: str | None = None
    edited: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)


def dm_id(user: str) -> str:
    """The conversation of this person with the bot."""
    return f"D{user[1:]}"


def new_id(prefix: str) -> str:
    """An id in Slack's form, such as F0123ABCDEF."""
    return prefix + "0" + "".join(secrets.choice(_BASE36) for _ in range(9))
