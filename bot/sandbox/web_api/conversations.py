"""conversations.*: channels and direct messages."""

from __future__ import annotations

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json, dm_id
from bot.sandbox.shapes import channel_shape
from bot.sandbox.web_api.call import Call, Method
from bot.sandbox.web_api.pages import paged


def open_direct(call: Call) -> Json:
    """The bot's conversation with one person."""
    users = str(call.need("users")).split(",")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type", ["The sandbox has no group conversations."])
    person = call.backend.workspace.person(users[0])
    return {"channel": {"id": dm_id(person.id)}, "no_op": True, "already_open": True}


def info(call: Call) -> Json:
    """One channel."""
    return {"channel": channel_shape(call.channel(), call.backend.workspace)}


def list_all(call: Call) -> Json:
    """Every public channel."""
    workspace = call.backend.workspace
    public = [channel for channel in workspace.channels.values() if channel.kind == "channel"]
    return paged(call, "channels", [channel_shape(channel, workspace) for channel in public])


def members(call: Call) -> Json:
    """Who is in a channel."""
    return paged(call, "members", sorted(call.channel().members))


def join(call: Call) -> Json:
    """The bot comes into a public channel."""
    channel = call.channel()
    if channel.kind == "dm":
        raise SlackError("method_not_supported_for_channel_type")
    channel.members.add(call.backend.workspace.bot.user_id)
    return {"channel": channel_shape(channel, call.backend.workspace)}


METHODS: dict[str, Method] = {
    "conversations.open": open_direct,
    "conversations.info": info,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.join": join,
}
