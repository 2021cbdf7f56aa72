"""The payloads of interactivity and commands, in Slack's shapes."""

from __future__ import annotations

from typing import Any

from bot.sandbox.backend import Backend
from bot.sandbox.records import Channel, Json, Message
from bot.sandbox.settings import Command

TOKEN = "sandbox"  # noqa: S105 - the verification token that Slack still sends and nobody should check


def slash_command(backend: Backend, user: str, channel: Channel, command: Command, text: str) -> Json:
    """What a slash command sends; all values are strings, as in a form."""
    workspace = backend.workspace
    person = workspace.person(user)
    return {
        "token": TOKEN,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command.command,
        "text": text,
        "api_app_id": workspace.bot.app_id,
        "is_enterprise_install": "false",
        "response_url": backend.response_urls.issue(user, channel.id),
        "trigger_id": backend.triggers.issue(user),
    }


def interaction(backend: Backend, user: str, kind: str, **specific: Any) -> Json:
    """What every interactive payload has, and what is specific to its kind."""
    workspace = backend.workspace
    person = workspace.person(user)
    return {
        "type": kind,
        "token": TOKEN,
        "api_app_id": workspace.bot.app_id,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": workspace.team.id},
        "enterprise": None,
        "is_enterprise_install": False,
        **specific,
    }


def from_message(backend: Backend, user: str, message: Message, shown: Json | None = None) -> Json:
    """Where a click on a message comes from; `shown` is what the person saw, which may be older than what is there.

    An ephemeral message is not repeated to the app: Slack sends only its container.
    """
    channel = backend.workspace.channel(message.channel)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    origin: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "response_url": backend.response_urls.issue(user, channel.id, message),
    }
    if message.only_for is None:
        origin["message"] = {**backend.conversation.shape(message), **(shown or {})}
    return origin


def from_view(view: Json) -> Json:
    """Where a click in a modal or on Home comes from."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def channel_name(channel: Channel) -> str:
    """Direct messages have a name of their own in payloads."""
    return "directmessage" if channel.kind == "dm" else channel.name
