"""Photos of cards: whatever is posted to the bot, or in a channel kept for cards."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import structlog
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from core import inbox
from core.crm import Actor, Crm
from core.inbox import AS_POSTED
from core.model import User

SEEN = "eyes"
MOST_CHANNELS = 1000
log = structlog.get_logger()


def register(app: App, crm: Crm) -> None:
    """Take every file in; what is no photo is told by its bytes, when they are fetched and read."""
    is_for_cards = _card_channels(app.client, crm.settings.configuration.slack.card_channels)

    @app.event({"type": "message", "subtype": "file_share"})
    def take_photos(event: dict[str, Any], client: WebClient, user: User | None) -> None:
        if user is None or not (event.get("channel_type") == "im" or is_for_cards(event["channel"])):
            return
        with crm.transaction(Actor(user.id, "slack")) as tx:
            for file in event.get("files", []):
                inbox.receive(tx, "slack", "card", f"{event['channel']}:{file['id']}", **_received(event, file))
        _react(client, event)

    for name in ("file_shared", "reaction_added"):
        app.event(name)(_leave)


def _leave() -> None:
    """Slack sends these too; an event that nobody takes would be sent again."""


def _card_channels(client: WebClient, configured: Sequence[str]) -> Callable[[str], bool]:
    """Whether a channel is kept for cards. They are configured by id or by name; only a name has to be asked for."""
    names = {channel.removeprefix("#") for channel in configured}

    @lru_cache(MOST_CHANNELS)
    def is_named(channel: str) -> bool:
        return client.conversations_info(channel=channel)["channel"].get("name") in names

    return lambda channel: channel in names or (bool(names) and is_named(channel))


def _received(event: dict[str, Any], file: dict[str, Any]) -> dict[str, Any]:
    """The file as Slack describes it, and where its review belongs: the thread that it was posted in, or its own.

    `of` is how many files the message has.
    """
    origin = {
        "channel": event["channel"],
        "ts": event.get("thread_ts") or event["ts"],
        "message": event["ts"],
        "of": len(event["files"]),
        "user": event["user"],
        "name": file.get("name") or "",
    }
    return {"body": json.dumps(file).encode(), "content_type": AS_POSTED, "origin": origin}


def _react(client: WebClient, event: dict[str, Any]) -> None:
    """A sign that the photo was seen; it is in the inbox already, whatever becomes of the sign."""
    try:
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name=SEEN)
    except SlackApiError as error:
        log.info("slack.not_reacted", why=error.response.get("error"))
