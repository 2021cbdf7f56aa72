"""One call of the Web API: who is asked for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.backend import Backend
from bot.sandbox.errors import SlackError
from bot.sandbox.records import Channel, Json, dm_id


@dataclass(frozen=True)
class Call:
    """A method with its arguments; JSON is decoded already."""

    backend: Backend
    method: str
    arguments: Json

    def need(self, name: str) -> Any:
        """An argument that the method cannot do without. Raises SlackError `invalid_arguments`."""
        value = self.arguments.get(name)
        if value is None or value == "":
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def get(self, name: str) -> Any:
        """An argument that may be left out."""
        return self.arguments.get(name)

    def flag(self, name: str) -> bool:
        """A truth value in any of the forms that Slack takes."""
        return str(self.arguments.get(name, "")).lower() in {"1", "true"}

    def channel(self, name: str = "channel") -> Channel:
        """The channel by id. Raises SlackError `channel_not_found`."""
        return self.backend.workspace.channel(str(self.need(name)))

    def destination(self) -> Channel:
        """Where a message is posted to: an id, a person's id (their direct messages) or a #name. Raises SlackError."""
        workspace, wanted = self.backend.workspace, str(self.need("channel"))
        named = [channel.id for channel in workspace.channels.values() if channel.name == wanted.lstrip("#")]
        if wanted in workspace.people:
            return workspace.channel(dm_id(wanted))
        return workspace.channel(named[0] if named and wanted.startswith("#") else wanted)


Method = Callable[[Call], Json]
