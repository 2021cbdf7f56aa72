"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json, Message
from bot.sandbox.web_api.call import Call, Method

EVENT_TYPE = re.compile(r"[A-Za-z0-9_-]+")


def post_message(call: Call) -> Json:
    """A message from the bot, in a channel that it is in."""
    channel = call.destination()
    bot = call.backend.workspace.bot
    if bot.user_id not in channel.members:
        raise SlackError("not_in_channel")
    content = _content(call)
    thread = _thread(call, channel.id)
    broadcast = call.flag("reply_broadcast")
    message = call.backend.conversation.post(
        channel.id, bot.user_id, thread_ts=thread, broadcast=broadcast, metadata=_metadata(call), **content
    )
    return _posted(call, message)


def post_ephemeral(call: Call) -> Json:
    """A message that one member of the channel sees."""
    channel, reader = call.channel(), str(call.need("user"))
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    bot = call.backend.workspace.bot.user_id
    content = _content(call)
    message = call.backend.conversation.post(
        channel.id, bot, only_for=reader, thread_ts=call.get("thread_ts"), **content
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Change a message of the bot's: a text without blocks takes the blocks away."""
    message = _own_message(call, "cant_update_message")
    metadata = _metadata(call) or message.metadata
    call.backend.conversation.change(message, metadata=metadata, **_content(call))
    return {**_posted(call, message), "text": message.text}


def delete(call: Call) -> Json:
    """Delete a message of the bot's."""
    message = _own_message(call, "cant_delete_message")
    call.backend.conversation.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """The address of a message."""
    message = call.backend.workspace.message(call.channel().id, str(call.need("message_ts")))
    place = urlencode({"channel": message.channel, "thread": message.thread_ts or message.ts})
    address = f"{call.backend.conversation.url}/sandbox#{place}"
    return {"channel": message.channel, "permalink": address}


def _content(call: Call) -> dict[str, Any]:
    return call.backend.checker.content(call.method, call.arguments)


def _thread(call: Call, channel: str) -> str | None:
    """Raises SlackError unless the parent is a message that can have a thread."""
    thread = call.get("thread_ts")
    if not thread:
        return None
    try:
        parent = call.backend.workspace.message(channel, str(thread))
    except SlackError as unknown:
        raise SlackError("thread_not_found") from unknown
    if parent.only_for or parent.thread_ts not in {None, parent.ts}:
        raise SlackError("cannot_reply_to_message")
    return parent.ts


def _metadata(call: Call) -> Json | None:
    metadata = call.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if not EVENT_TYPE.fullmatch(str(metadata.get("event_type", ""))):
        # Slack warns and posts without it.
        call.backend.checker.note(call.method, ["invalid_metadata_schema [json-pointer:/metadata/event_type]"])
        return None
    return metadata


def _own_message(call: Call, error: str) -> Message:
    message = call.backend.workspace.message(call.channel().id, str(call.need("ts")))
    if message.only_for:
        raise SlackError("message_not_found")
    if message.author != call.backend.workspace.bot.user_id:
        raise SlackError(error)
    return message


def _posted(call: Call, message: Message) -> Json:
    return {"channel": message.channel, "ts": message.ts, "message": call.backend.conversation.shape(message)}


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
