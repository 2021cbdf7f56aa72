"""Playing people from Python: what the page does by clicks, for tests and for the demonstration's tour."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from bot.sandbox.backend import Backend, CallRecord
from bot.sandbox.checker import Violation
from bot.sandbox.deeds.action import Place, act, find_action
from bot.sandbox.deeds.command import run_command
from bot.sandbox.deeds.home import open_home
from bot.sandbox.deeds.message import Attachment, write_message
from bot.sandbox.deeds.modal import close, submit
from bot.sandbox.deeds.options import suggest
from bot.sandbox.deeds.shortcut import use_shortcut
from bot.sandbox.dispatch import Ack
from bot.sandbox.faults import hang_up
from bot.sandbox.records import Json, Message, Person, dm_id
from bot.sandbox.shapes import message_seen

T = TypeVar("T")
GLANCE = 0.05


class Driver:
    """Messages and views are the dictionaries that the page gets. `user` is an id, `channel` an id or a name."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def command(self, user: str, text: str, channel: str | None = None) -> Ack:
        """Type `/crm …`, in the conversation with the bot unless told otherwise; returns when it is acknowledged."""
        return run_command(self.backend, user, self._channel(channel or self.dm(user)), text)

    def message(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Json:
        """Write a message; the app hears of it a moment later."""
        return self._seen(write_message(self.backend, user, self._channel(channel), text, thread_ts=thread_ts))

    def upload(
        self,
        user: str,
        channel: str,
        filename: str,
        data: bytes,
        *,
        text: str = "",
        thread_ts: str | None = None,
        mimetype: str = "",
    ) -> Json:
        """Share a file; returns the message that holds it. The kind is taken from the name unless given."""
        place, attachment = self._channel(channel), Attachment(filename, data, mimetype)
        message = write_message(self.backend, user, place, text, thread_ts=thread_ts, attachments=[attachment])
        return self._seen(message)

    def click(self, user: str, shown: Json, action_id: str, value: Any = None, values: Json | None = None) -> Ack:
        """Click a button or choose from a menu of a message or view, as it is shown: an old copy makes a stale click.

        `value` picks a button among several with the same id, or is what is chosen (an option's value, a user id, a
        date). `values` fills inputs around it, `{block_id: value}`. Raises Impossible when it is not there.
        """
        place = self._place(shown)
        return act(self.backend, user, place, find_action(place.blocks, action_id, value), values)

    def submit(self, user: str, view: Json, values: Json | None = None) -> Json:
        """Send a modal: `{block_id: value}` over what stands there, or Slack's whole `{block_id: {action_id: …}}`.

        Returns `{"ok": bool, "response_action"?, "errors"?: {block_id: sentence}}`.
        """
        return submit(self.backend, user, view["id"], values or {})

    def close(self, user: str, view: Json) -> Ack:
        """Cancel a modal."""
        return close(self.backend, user, view["id"])

    def shortcut(self, user: str, callback_id: str, message: Json | None = None) -> Ack:
        """Use a global shortcut, or a message shortcut on this message."""
        target = self.backend.workspace.message(message["channel"], message["ts"]) if message else None
        return use_shortcut(self.backend, user, callback_id, target)

    def options(self, user: str, shown: Json, action_id: str, value: str) -> list[Json]:
        """Type into a menu whose options the app looks up."""
        answer = suggest(self.backend, user, self._place(shown), action_id, value)
        groups = answer.get("option_groups") or [answer]
        return [option for group in groups for option in group["options"]]

    def react(self, user: str, message: Json, name: str) -> None:
        """Add an emoji to a message."""
        target = self.backend.workspace.message(message["channel"], message["ts"])
        self.backend.conversation.react(target, name, user)

    def open_home(self, user: str, tab: str = "home") -> Json | None:
        """Open the app's Home and wait until it publishes one, at most as long as Slack waits for an answer."""
        return open_home(self.backend, user, tab)

    def messages(self, channel: str, user: str | None = None) -> list[Json]:
        """A channel's messages in order, replies too; with a user also the ephemeral ones for them."""
        return [self._seen(message) for message in self.backend.workspace.seen_by(user, self._channel(channel))]

    def replies(self, channel: str, thread_ts: str, user: str | None = None) -> list[Json]:
        """The answers in a thread, without the message that it hangs on."""
        return [each for each in self.messages(channel, user) if each.get("thread_ts") == thread_ts != each["ts"]]

    def view(self, user: str) -> Json | None:
        """The modal that is open for this person."""
        return self.backend.views.current(user)

    def home(self, user: str) -> Json | None:
        """The Home view that was last published for this person."""
        return self.backend.views.home(user)

    def dm(self, user: str) -> str:
        """The person's conversation with the bot."""
        return dm_id(user)

    def file_bytes(self, file_id: str) -> bytes:
        """What is in a file. Raises KeyError."""
        return self.backend.workspace.files[file_id].data

    @property
    def people(self) -> list[Person]:
        """Everybody who can be played."""
        return list(self.backend.workspace.people.values())

    @property
    def violations(self) -> list[Violation]:
        """Rules of Block Kit that the app broke."""
        return self.backend.checker.violations

    @property
    def is_connected(self) -> bool:
        """Whether an app is connected by Socket Mode."""
        return self.backend.sockets.connected

    @property
    def calls(self) -> list[CallRecord]:
        """The Web API calls of the app, in order."""
        return self.backend.calls

    @property
    def notices(self) -> list[tuple[str, str]]:
        """What Slack itself told people, such as a command that failed: (user, text)."""
        return self.backend.conversation.notices

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = 10.0) -> T:
        """The first true answer of the predicate. Raises TimeoutError."""
        deadline = time.monotonic() + timeout
        while True:
            answer = predicate()
            if answer:
                return answer
            if time.monotonic() > deadline:
                raise TimeoutError(f"Waited {timeout:g} s in vain.")
            with self.backend.workspace.lock:
                self.backend.workspace.lock.wait(GLANCE)

    def fail_next(self, method: str, error: str | int = "ratelimited", times: int = 1) -> None:
        """Let the next calls of a Web API method fail: an error code, an HTTP status, or `ratelimited` (429)."""
        self.backend.faults.order(method, error, times)

    def before_answer(self, method: str, deed: Callable[[], object]) -> None:
        """Do something once Slack took the next call of a Web API method and before the app hears of it."""
        self.backend.faults.order_deed(method, deed)

    def lose_answer(self, method: str) -> None:
        """Let Slack take the next call of a Web API method, and the connection break before the app hears of it."""
        self.before_answer(method, hang_up)

    def redeliver_last_event(self) -> Ack:
        """Send the last event that a person caused once more, with the same event id."""
        return self.backend.events.redeliver()

    def reconnect_socket(self) -> None:
        """Ask a Socket Mode app to connect anew, as Slack does every few hours."""
        self.backend.sockets.disconnect()

    def _seen(self, message: Message) -> Json:
        return message_seen(message, self.backend.workspace)

    def _channel(self, place: str) -> str:
        """The id of a channel; `leads` and `#leads` are names."""
        channels = self.backend.workspace.channels.values()
        named = [each.id for each in channels if each.kind == "channel" and each.name == place.lstrip("#")]
        return named[0] if named else place

    def _place(self, shown: Json) -> Place:
        if "ts" not in shown:
            return Place(view=shown)
        return Place(message=self.backend.workspace.message(shown["channel"], shown["ts"]), shown=shown)
