"""Looking whether Slack has a message that was cut off before anybody noted it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from core.model import Attempt

EVENT_TYPE = "filon_post"
# Slack's clock and ours may differ, and a call waits as long as Slack asks.
MARGIN = timedelta(minutes=10)
PAGE, MOST_PAGES, CHANNELS = 200, 10, 999
log = structlog.get_logger()


def mark_of(attempt: Attempt) -> dict[str, Any]:
    """What a message carries, unseen by people, so that it is known again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": attempt.key}}


def find(client: WebClient, attempt: Attempt) -> tuple[str, str] | None:
    """The channel and ts of the message of this attempt, if it stands where it was tried.

    Where Slack does not let us look, it is taken as not there: a message twice is better than none.
    """
    try:
        channel = channel_id(client, attempt.channel)
        for message in _messages(client, channel, attempt):
            if message.get("metadata") == mark_of(attempt):
                return channel, str(message["ts"])
    except SlackApiError as refusal:
        _note(attempt, refusal)
    return None


def is_shared(client: WebClient, attempt: Attempt) -> bool:
    """Whether the file of this attempt reached its channel. A file carries no mark, but its id was noted before."""
    if attempt.file is None:
        return False
    try:
        file: Mapping[str, Any] = client.files_info(file=attempt.file)["file"]
    except SlackApiError as refusal:
        _note(attempt, refusal)
        return False
    return any(attempt.channel in file.get(places, []) for places in ("channels", "groups", "ims"))


def channel_id(client: WebClient, channel: str) -> str:
    """The channel's id. Slack posts to a name (#leads), but reads and takes files by id only."""
    # Ids are in capitals, names never are.
    if channel.isupper():
        return channel
    kinds = "public_channel,private_channel"
    pages: Iterable[Any] = client.conversations_list(types=kinds, exclude_archived=True, limit=CHANNELS)
    named = (each["id"] for page in pages for each in page["channels"] if each["name"] == channel.removeprefix("#"))
    return str(next(named, channel))


def _messages(client: WebClient, channel: str, attempt: Attempt) -> Iterator[Mapping[str, Any]]:
    """What was said there from the first try to the last."""
    oldest, latest = (attempt.created_at - MARGIN).timestamp(), (attempt.updated_at + MARGIN).timestamp()
    within = {"oldest": f"{oldest:.6f}", "latest": f"{latest:.6f}", "limit": PAGE}
    asked: dict[str, Any] = {"channel": channel, "include_all_metadata": True} | within
    pages: Iterable[Any] = (
        client.conversations_replies(ts=attempt.thread, **asked)
        if attempt.thread
        else client.conversations_history(**asked)
    )
    for page in islice(pages, MOST_PAGES):
        yield from page["messages"]


def _note(attempt: Attempt, refusal: SlackApiError) -> None:
    log.warning("slack.not_looked", why=refusal.response.get("error"), channel=attempt.channel)
