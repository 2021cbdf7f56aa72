"""Block Kit's pieces, each kept within Slack's limits: what is too long is cut, never refused by Slack.

Source of the limits: the Block Kit reference (docs.slack.dev/reference/block-kit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.request import Block

SECTION = 3000
FIELD = 2000
FIELDS = 10
HEADER = 150
BUTTON = 75
OPTION = 75
TITLE = 24
CONFIRM = 300
MOST_IN_MESSAGE = 50
ELLIPSIS = "…"


def clip(text: str, most: int) -> str:
    """The text, cut to its limit."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def clip_markup(text: str, most: int) -> str:
    """Escaped text, cut to its limit and never within an entity."""
    return text if len(text) <= most else re.sub(r"&[a-z]*$", "", text[: most - 1]) + ELLIPSIS


def plain(text: str, most: int = BUTTON) -> Block:
    """A text in which Slack reads no markup."""
    return {"type": "plain_text", "text": clip(text, most)}


def markup(text: str, most: int = SECTION) -> Block:
    """A text in Slack's markup, escaped already."""
    return {"type": "mrkdwn", "text": clip_markup(text, most)}


def header(text: str) -> Block:
    """A title."""
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of escaped markup, with at most one element at its right."""
    block: Block = {"type": "section", "text": markup(text)}
    return block | {"accessory": accessory} if accessory else block


def fields(texts: Sequence[str]) -> Iterator[Block]:
    """Short texts of escaped markup in two columns."""
    for start in range(0, len(texts), FIELDS):
        yield {"type": "section", "fields": [markup(text, FIELD) for text in texts[start : start + FIELDS]]}


def context(*texts: str) -> Block:
    """Small print of escaped markup."""
    return {"type": "context", "elements": [markup(text) for text in texts]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(elements: Sequence[Block]) -> Iterator[Block]:
    """The elements in one row, or nothing where there are none."""
    if elements:
        yield {"type": "actions", "elements": list(elements)}


def option(text: str, value: str) -> Block:
    """One choice of a menu."""
    return {"text": plain(text, OPTION), "value": value}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """What is asked before something that cannot be undone."""
    return {
        "title": plain(title, 100),
        "text": plain(text, CONFIRM),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def field(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """An input of a modal; its element's value is read by `views.values`."""
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label, 2000), "optional": optional}
    block["element"] = {**element, "action_id": "value"}
    return block | {"hint": plain(hint, 2000)} if hint else block


def text_input(initial: str = "", *, longest: int = 200, multiline: bool = False, placeholder: str = "") -> Block:
    """A text to fill in."""
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": longest}
    if initial:
        element["initial_value"] = clip(initial, longest)
    return element | {"placeholder": plain(placeholder, 150)} if placeholder else element


def modal(title: str, blocks: Sequence[Block], *, close: str, submit: str = "", **more: Any) -> Block:
    """A modal window; without inputs it needs no `submit`."""
    view: Block = {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(blocks),
        **more,
    }
    return view | {"submit": plain(submit, TITLE)} if submit else view


def values(view: dict[str, Any]) -> dict[str, str]:
    """What was filled into a modal, by block id; a menu gives its choice's value, empty inputs are left out."""
    read = {block_id: _value(entry["value"]) for block_id, entry in view["state"]["values"].items() if "value" in entry}
    return {block_id: value for block_id, value in read.items() if value}


def _value(state: dict[str, Any]) -> str:
    chosen = state.get("selected_option") or {}
    plain_value = state.get("value") or state.get("selected_user") or state.get("selected_date")
    return (plain_value or chosen.get("value") or "").strip()
