"""Using a shortcut: a global one, or one on a message."""

from __future__ import annotations

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack
from bot.sandbox.errors import Impossible
from bot.sandbox.payloads import from_message, interaction
from bot.sandbox.records import Json, Message


def use_shortcut(backend: Backend, user: str, callback_id: str, message: Message | None = None) -> Ack:
    """Send a `shortcut`, or a `message_action` when there is a message. Raises Impossible."""
    kind = "message" if message else "global"
    known = {(shortcut.type, shortcut.callback_id) for shortcut in backend.settings.shortcuts}
    if (kind, callback_id) not in known:
        raise Impossible("The app has no shortcut {name} here.", name=callback_id)
    ack = backend.dispatcher.send("interactive", _payload(backend, user, callback_id, message))
    if not ack.ok:
        backend.conversation.notice(user, "The app did not answer ({error}).", error=ack.error)
    return ack


def _payload(backend: Backend, user: str, callback_id: str, message: Message | None) -> Json:
    stamp = {
        "callback_id": callback_id,
        "trigger_id": backend.triggers.issue(user),
        "action_ts": backend.workspace.tick(),
    }
    if message is None:
        return interaction(backend, user, "shortcut", **stamp)
    origin = from_message(backend, user, message)
    del origin["container"]
    return interaction(backend, user, "message_action", message_ts=message.ts, **stamp, **origin)
