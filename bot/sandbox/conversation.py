"""What changes a conversation, told at once to everyone: the readers by the stream, the app by events."""

from __future__ import annotations

from typing import Any

from bot.sandbox.events import Events
from bot.sandbox.phrases import phrase
from bot.sandbox.records import Json, Message
from bot.sandbox.shapes import file_shape, message_seen, message_shape
from bot.sandbox.stream import Stream
from bot.sandbox.workspace import Workspace


class Conversation:
    """The verbs on messages. `url` is the server's own address, which file links need."""

    def __init__(self, workspace: Workspace, stream: Stream, events: Events) -> None:
        self.url = ""
        self.notices: list[tuple[str, str]] = []
        self._workspace = workspace
        self._stream = stream
        self._events = events

    def post(self, channel: str, author: str, **content: Any) -> Message:
        """Add a message; ephemeral when `only_for` names its reader."""
        workspace = self._workspace
        with workspace.lock:
            message = Message(channel, workspace.tick(), author, **content)
            workspace.messages.append(message)
        self._show("message", message)
        for file in message.files:
            self._tell_shared(message, file.id)
        self._tell(message, self.shape(message))
        if f"<@{workspace.bot.user_id}" in message.text and workspace.channel(channel).kind == "channel":
            self._tell_mention(message)
        return message

    def change(self, message: Message, **content: Any) -> None:
        """Replace a message's text, blocks or files."""
        with self._workspace.lock:
            previous = self.shape(message)
            for name, value in content.items():
                setattr(message, name, value)
            # Slack marks a message as edited only where its own text is shown.
            message.edited = not message.blocks
        self._show("changed", message)
        changed = {"message": self.shape(message), "previous_message": previous, "ts": message.ts}
        self._tell(message, {"type": "message", "subtype": "message_changed", "hidden": True, **changed})

    def delete(self, message: Message) -> None:
        """Take a message away."""
        with self._workspace.lock:
            self._workspace.messages.remove(message)
        self._show("deleted", message)
        deleted = {"deleted_ts": message.ts, "previous_message": self.shape(message), "ts": message.ts}
        self._tell(message, {"type": "message", "subtype": "message_deleted", "hidden": True, **deleted})

    def react(self, message: Message, name: str, user: str) -> bool:
        """Add a reaction; False when this person has it there already."""
        with self._workspace.lock:
            users = message.reactions.setdefault(name, [])
            if user in users:
                return False
            users.append(user)
        self._show("reaction", message)
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event = {"type": "reaction_added", "user": user, "reaction": name, "item": item, "item_user": message.author}
        self._events.emit({**event, "event_ts": message.ts}, by_person=self._is_person(user))
        return True

    def unreact(self, message: Message, name: str, user: str) -> bool:
        """Take a reaction away; False when it is not there."""
        with self._workspace.lock:
            users = message.reactions.get(name, [])
            if user not in users:
                return False
            users.remove(user)
            if not users:
                del message.reactions[name]
        self._show("reaction", message)
        return True

    def notice(self, user: str, sentence: str, **values: object) -> None:
        """Tell one person something that is no message, such as a command that failed, in their language."""
        text = phrase(self._workspace.person(user).locale, sentence, **values)
        self.notices.append((user, text))
        self._stream.publish({user}, "notice", text=text)

    def shape(self, message: Message) -> Json:
        """The message as the app sees it."""
        return message_shape(message, self._workspace, self.url)

    def file(self, file_id: str) -> Json:
        """The file as the app sees it. Raises KeyError."""
        return file_shape(self._workspace.files[file_id], self._workspace, self.url)

    def _show(self, kind: str, message: Message) -> None:
        audience = {message.only_for} if message.only_for else self._workspace.channels[message.channel].members
        self._stream.publish(audience, kind, message=message_seen(message, self._workspace))
        self._workspace.touch()

    def _tell(self, message: Message, event: Json) -> None:
        channel = self._workspace.channel(message.channel)
        if message.only_for or self._workspace.bot.user_id not in channel.members:
            return
        place = {"channel": channel.id, "channel_type": "im" if channel.kind == "dm" else "channel"}
        self._events.emit({**event, **place, "event_ts": message.ts}, by_person=self._is_person(message.author))

    def _tell_shared(self, message: Message, file_id: str) -> None:
        event = {"type": "file_shared", "channel_id": message.channel, "file_id": file_id, "user_id": message.author}
        named = {"file": {"id": file_id}, "event_ts": message.ts}
        self._events.emit({**event, **named}, by_person=self._is_person(message.author))

    def _tell_mention(self, message: Message) -> None:
        event = {**self.shape(message), "type": "app_mention", "channel": message.channel, "event_ts": message.ts}
        self._events.emit(event, by_person=self._is_person(message.author))

    def _is_person(self, user: str) -> bool:
        return user in self._workspace.people
