"""Photos of cards: whatever is posted to the bot, or in a channel kept for cards."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.visit import Visit
from core import inbox
from core.crm import Actor, Crm
from core.model import User

SEEN = "eyes"
# iPhones send HEIC photos as a stream of bytes; what a file really is, its bytes tell later.
MAYBE_PICTURES = ("image/", "application/octet-stream", "application/pdf")


def register(app: App, crm: Crm) -> None:
    """Take photos in; everything else that is said to the bot needs no answer."""
    channels = frozenset(crm.settings.configuration.slack.card_channels)

    @app.event({"type": "message", "subtype": "file_share"})
    def take_photos(event: dict[str, Any], client: WebClient, user: User, visit: Visit) -> None:
        if not (event.get("channel_type") == "im" or _is_card_channel(client, channels, event["channel"])):
            return
        files = event.get("files", [])
        photos = [file for file in files if str(file.get("mimetype", "")).startswith(MAYBE_PICTURES)]
        with crm.transaction(Actor(user.id, "slack")) as tx:
            for file in photos:
                inbox.receive(tx, "slack", "card", f"{event['channel']}:{file['id']}", **_received(event, file))
        if photos:
            _react(client, event)
        else:
            _explain(client, event, visit)

    for name in ("message", "file_shared", "reaction_added"):
        app.event(name)(_leave)


def _leave() -> None:
    """Slack sends these too; an event that nobody takes would be sent again."""


def _received(event: dict[str, Any], file: dict[str, Any]) -> dict[str, Any]:
    origin = {"channel": event["channel"], "ts": event["ts"], "user": event["user"], "name": file.get("name", "")}
    url = file.get("url_private_download") or file.get("url_private") or ""
    body = json.dumps({"id": file["id"], "url": url}).encode()
    return {"body": body, "content_type": "application/json", "origin": origin}


def _is_card_channel(client: WebClient, channels: frozenset[str], channel: str) -> bool:
    """Channels are configured by id or by name; only a name has to be asked for."""
    if not channels or channel in channels:
        return bool(channels)
    return client.conversations_info(channel=channel)["channel"].get("name") in channels


def _react(client: WebClient, event: dict[str, Any]) -> None:
    try:
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name=SEEN)
    except SlackApiError as error:
        if error.response["error"] != "already_reacted":
            raise


def _explain(client: WebClient, event: dict[str, Any], visit: Visit) -> None:
    text = visit.speech.say("I read photos of business cards: JPEG, PNG, WebP, HEIC or TIFF. This file is none.")
    client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=text)
