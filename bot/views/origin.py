"""Where something was asked for, so that it can be answered there; a modal keeps it while it is open."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.request import Block


@dataclass(frozen=True)
class Origin:
    """A channel with the response URL of what was done there, or a modal (`view_id`) or Home.

    `is_card` tells that the message there is an ephemeral card, which its newer state replaces.
    """

    channel: str = ""
    response_url: str = ""
    is_card: bool = False
    view_id: str = ""
    is_home: bool = False

    @classmethod
    def of(cls, body: dict[str, Any]) -> Origin:
        """Where this payload comes from; a submitted modal remembers where it was opened."""
        view = body.get("view") or {}
        if body.get("type") == "view_submission":
            return cls(**kept(view).get("origin", {}))
        channel = (body.get("channel") or {}).get("id") or (body.get("event") or {}).get("channel")
        return cls(
            channel=channel or body.get("channel_id") or "",
            response_url=body.get("response_url") or "",
            is_card=bool(body.get("container", {}).get("is_ephemeral")),
            view_id=view["id"] if view.get("type") == "modal" else "",
            is_home=view.get("type") == "home",
        )


def opened_from(origin: Origin, view: Block) -> Block:
    """The modal, knowing where it was opened."""
    about = {name: value for name, value in asdict(origin).items() if value}
    return view | {"private_metadata": metadata(**kept(view), origin=about)}


def metadata(**about: Any) -> str:
    """What a modal keeps as its `private_metadata`: ids and versions, never anything that may be stale."""
    return json.dumps(about, separators=(",", ":"))


def kept(view: Block) -> dict[str, Any]:
    """What the modal keeps."""
    return dict(json.loads(view.get("private_metadata") or "{}"))
