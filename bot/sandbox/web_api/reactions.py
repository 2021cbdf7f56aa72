"""reactions.*: emoji on a message."""

from __future__ import annotations

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json, Message
from bot.sandbox.web_api.call import Call, Method


def add(call: Call) -> Json:
    """The bot reacts."""
    backend, message = call.backend, _message(call)
    if not backend.conversation.react(message, str(call.need("name")), backend.workspace.bot.user_id):
        raise SlackError("already_reacted")
    return {}


def remove(call: Call) -> Json:
    """The bot takes its reaction back."""
    backend, message = call.backend, _message(call)
    if not backend.conversation.unreact(message, str(call.need("name")), backend.workspace.bot.user_id):
        raise SlackError("no_reaction")
    return {}


def _message(call: Call) -> Message:
    return call.backend.workspace.message(call.channel().id, str(call.need("timestamp")))


METHODS: dict[str, Method] = {"reactions.add": add, "reactions.remove": remove}
