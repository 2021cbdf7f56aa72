"""Buttons, and what they carry: the record's kind, identity and version, never anything that may be stale."""

from __future__ import annotations

import json
from typing import Any

from bot.request import Block
from bot.views.blocks import BUTTON, clip, plain
from core.model import Record


def value(record: Record, **more: Any) -> str:
    """What a button on this record carries."""
    return json.dumps({"kind": record.kind, "id": record.id, "version": record.version, **more}, separators=(",", ":"))


def read_value(action: dict[str, Any]) -> dict[str, Any]:
    """What the clicked button, or the chosen option of a menu, carries."""
    carried = action.get("value") or action["selected_option"]["value"]
    return dict(json.loads(carried))


def button(
    text: str, action_id: str, value: str = "", *, style: str = "", confirm: Block | None = None, label: str = ""
) -> Block:
    """A button; `label` is what a screen reader says where the text alone is not enough."""
    optional = {"value": value, "style": style, "confirm": confirm, "accessibility_label": clip(label, BUTTON)}
    given = {name: part for name, part in optional.items() if part}
    return {"type": "button", "text": plain(text), "action_id": action_id, **given}
