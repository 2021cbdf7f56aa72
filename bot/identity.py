"""The middleware that says who is talking, in which language, and how to answer them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.colleagues import Colleagues, Stranger
from bot.mrkdwn import speech
from bot.visit import Visit
from core.crm import Actor

# Of all that happens in a channel, only this is meant for us.
EVENTS = frozenset({"app_home_opened", "app_mention"})
MESSAGES = frozenset({"file_share"})


def identify(colleagues: Colleagues) -> Callable[..., BoltResponse | None]:
    """Puts `user`, `speech`, `actor`, `visit` and `colleagues` into the context of everything that is meant for us."""

    def middleware(body: dict[str, Any], context: BoltContext, client: WebClient, next_: Callable[[], Any]) -> Any:
        context["colleagues"] = colleagues
        if not (context.user_id and _is_for_us(body.get("event"))):
            return next_()
        try:
            user = colleagues.meet(client, context.user_id)
        except Stranger as stranger:
            if stranger.is_bot or _is_overheard(body.get("event")):
                return BoltResponse(status=200)
            context["speech"] = speech(stranger.language)
            raise
        said = speech(user.language)
        visit = Visit(client, body, str(user.slack_id), said)
        context.update(user=user, speech=said, actor=Actor(user.id, "slack"), visit=visit)
        return next_()

    return middleware


def _is_for_us(event: dict[str, Any] | None) -> bool:
    if event is None:
        return True
    return event["type"] in EVENTS or (event["type"] == "message" and event.get("subtype") in MESSAGES)


def _is_overheard(event: dict[str, Any] | None) -> bool:
    """Posted in a channel, for others: a guest who does so wants nothing of us."""
    return event is not None and event["type"] == "message" and event.get("channel_type") != "im"
