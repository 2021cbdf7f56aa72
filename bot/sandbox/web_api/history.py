"""conversations.history and conversations.replies: what was said, as an app may read it again."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json, Message
from bot.sandbox.web_api.call import Call, Method

TIMESTAMP = re.compile(r"\d{1,10}(\.\d{1,6})?")
NEXT = "next_ts:"


@dataclass(frozen=True)
class Length:
    """How long a page is unless told otherwise, and at most."""

    default: int
    most: int


def history(call: Call) -> Json:
    """A conversation from the newest message back, without the answers in threads."""
    channel, within = _readable(call), _window(call)
    said = [each for each in call.backend.workspace.seen_by(None, channel) if not _is_hidden(each) and within(each)]
    return _page(call, said[::-1], Length(100, 999))


def replies(call: Call) -> Json:
    """A thread from its first message, which is always there, to the newest answer."""
    channel, within = _readable(call), _window(call)
    root = _root(call, channel)
    thread = [each for each in call.backend.workspace.seen_by(None, channel) if root in {each.ts, each.thread_ts}]
    return _page(call, [each for each in thread if each.ts == root or within(each)], Length(1000, 1000))


def _readable(call: Call) -> str:
    """The channel by its id: a name will not do. Raises SlackError `not_in_channel`, `channel_not_found`."""
    channel = call.channel()
    if call.backend.workspace.bot.user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel.id


def _root(call: Call, channel: str) -> str:
    try:
        message = call.backend.workspace.message(channel, str(call.need("ts")))
    except SlackError as unknown:
        raise SlackError("thread_not_found" if unknown.code == "message_not_found" else unknown.code) from unknown
    return message.thread_ts or message.ts


def _is_hidden(message: Message) -> bool:
    return message.thread_ts not in {None, message.ts} and not message.broadcast


def _window(call: Call) -> Callable[[Message], bool]:
    """Whether a message is after `oldest` and before `latest`; with `inclusive` at them, too."""
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    edges = {each for each in (oldest, latest) if each is not None and call.flag("inclusive")}

    def is_within(message: Message) -> bool:
        ts = Decimal(message.ts)
        return ts in edges or ((oldest is None or ts > oldest) and (latest is None or ts < latest))

    return is_within


def _moment(call: Call, name: str) -> Decimal | None:
    value = str(call.get(name) or "")
    if value and not TIMESTAMP.fullmatch(value):
        raise SlackError(f"invalid_ts_{name}")
    return Decimal(value) if value else None


def _page(call: Call, messages: list[Message], length: Length) -> Json:
    start = _start(call, messages)
    end = start + _limit(call, length)
    more = messages[end : end + 1]
    cursor = base64.b64encode(f"{NEXT}{more[0].ts}".encode()).decode() if more else ""
    shown = [_shown(call, each) for each in messages[start:end]]
    return {"messages": shown, "has_more": bool(more), "response_metadata": {"next_cursor": cursor}}


def _start(call: Call, messages: list[Message]) -> int:
    """Where the cursor points: a message, so that what is said meanwhile moves nothing."""
    cursor = str(call.get("cursor") or "")
    if not cursor:
        return 0
    try:
        ts = base64.b64decode(cursor, validate=True).decode().removeprefix(NEXT)
        return [each.ts for each in messages].index(ts)
    except (binascii.Error, UnicodeDecodeError, ValueError) as rubbish:
        raise SlackError("invalid_cursor") from rubbish


def _limit(call: Call, length: Length) -> int:
    given = str(call.get("limit") or length.default)
    if not given.isdecimal() or not 1 <= int(given) <= length.most:
        raise SlackError("invalid_limit")
    return int(given)


def _shown(call: Call, message: Message) -> Json:
    """The message; what its metadata says only where that was asked for."""
    shape = call.backend.conversation.shape(message)
    if "metadata" in shape and not call.flag("include_all_metadata"):
        shape["metadata"] = {"event_type": shape["metadata"]["event_type"]}
    return shape


METHODS: dict[str, Method] = {"conversations.history": history, "conversations.replies": replies}
