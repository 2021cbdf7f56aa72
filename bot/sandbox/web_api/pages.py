"""Long answers in pages, with Slack's cursors."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json
from bot.sandbox.web_api.call import Call


def paged(call: Call, name: str, members: list[Any]) -> Json:
    """One page of a list, and the cursor of the next. Raises SlackError `invalid_cursor`."""
    try:
        start, limit = int(call.get("cursor") or 0), int(call.get("limit") or 100)
    except ValueError as rubbish:
        raise SlackError("invalid_cursor") from rubbish
    end = start + limit
    cursor = str(end) if end < len(members) else ""
    return {name: members[start:end], "response_metadata": {"next_cursor": cursor}}
