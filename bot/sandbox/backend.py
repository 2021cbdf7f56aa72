"""Everything behind the doors (the Web API, the page, the driver), wired once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.checker import Checker
from bot.sandbox.conversation import Conversation
from bot.sandbox.dispatch import Dispatcher
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import Uploads
from bot.sandbox.records import Json
from bot.sandbox.response_urls import ResponseUrls
from bot.sandbox.settings import Command, Settings
from bot.sandbox.socket_mode import Sockets
from bot.sandbox.stream import Stream
from bot.sandbox.triggers import Triggers
from bot.sandbox.views import Views
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True)
class CallRecord:
    """A Web API call that the app made, and its answer."""

    method: str
    arguments: Json
    answer: Json


class Backend:
    """The parts, in the order in which they need each other."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.workspace = Workspace(settings.people, settings.channels, settings.bot, settings.clock)
        self.stream = Stream()
        self.checker = Checker(self.workspace.files)
        self.faults = Faults()
        self.triggers = Triggers(settings.clock)
        self.sockets = Sockets(settings.bot.app_id)
        self.dispatcher = Dispatcher(settings.app_url, settings.signing_secret, self.sockets, settings.patience)
        self.events = Events(self.workspace, self.dispatcher, settings.events, settings.retry_delays)
        self.conversation = Conversation(self.workspace, self.stream, self.events)
        self.views = Views(self.workspace, self.stream)
        self.response_urls = ResponseUrls(self.workspace, self.conversation, self.checker, settings.clock)
        self.uploads = Uploads()
        self.calls: list[CallRecord] = []

    def command(self, name: str) -> Command | None:
        """The app's slash command of this name."""
        return next((command for command in self.settings.commands if command.command == name), None)

    def close(self) -> None:
        """Send nothing more, and let every reader go."""
        self.events.close()
        self.stream.close()
        self.sockets.close()
