"""The one error handler: refusals are shown as they are, our own faults with a reference to look up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import router
from bot.mrkdwn import bare, speech
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.button import read_value
from bot.views.home import closed_home
from bot.views.refusal import breakdown, refusal
from bot.visit import Visit
from core.crm import Actor, Crm
from core.errors import Changed, IllegalMove, Missing, NotUnderstood, SalesError
from core.language import DEFAULT, Language

log = structlog.get_logger()


def handler(crm: Crm) -> Callable[..., BoltResponse | None]:
    """What Bolt calls for any error of a middleware or a listener."""

    def explain(
        error: Exception, body: dict[str, Any], context: BoltContext, client: WebClient, response: BoltResponse | None
    ) -> BoltResponse | None:
        said: Language = context.get("speech") or speech(DEFAULT)
        reply = _reply(crm, said, error, body)
        # `response` stands while Slack still waits for an acknowledgement: a modal then stays open with the error.
        if response is not None and body.get("type") == "view_submission":
            return _beside_the_field(bare(said), error, body, reply)
        _show(Visit(client, body, context.user_id or "", said), reply)
        return None if response is None else BoltResponse(status=200)

    return explain


def _reply(crm: Crm, said: Language, error: Exception, body: dict[str, Any]) -> Reply:
    if isinstance(error, SalesError):
        log.info("bot.refused", error=type(error).__name__)
        return _with_the_record(crm, said, error, body)
    reference = secrets.token_hex(4)
    log.error("bot.broke", reference=reference, exc_info=error)
    return breakdown(said, reference, answered=not isinstance(error, SlackApiError | OSError))


def _with_the_record(crm: Crm, said: Language, error: SalesError, body: dict[str, Any]) -> Reply:
    """The refusal; a command's comes with examples, a stale button's with the record as it is now."""
    examples: list[str] = []
    if "command" in body and isinstance(error, NotUnderstood | Missing):
        examples = router.examples(body.get("text", ""), crm.settings.cycle, bare(said))
    reply = refusal(said, error, examples)
    if not (body.get("type") == "block_actions" and isinstance(error, Changed | IllegalMove)):
        return reply
    clicked = read_value(body["actions"][0])
    if "kind" not in clicked:
        return reply
    with crm.look(Actor(None, "slack")) as tx:
        card = card_reply(tx, said, tx.record(clicked["kind"], clicked["id"]))
    return Reply(f"{reply.text} {card.text}", [*reply.blocks, *card.blocks])


def _beside_the_field(language: Language, error: Exception, body: dict[str, Any], reply: Reply) -> BoltResponse:
    inputs = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    named = error.values.get("field") if isinstance(error, SalesError) else None
    sentence = error.explain(language) if isinstance(error, SalesError) else reply.text
    errors = {named if named in inputs else inputs[0]: sentence}
    return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})


def _show(visit: Visit, reply: Reply) -> None:
    event = visit.body.get("event") or {}
    if event.get("type") == "app_home_opened":
        visit.client.views_publish(user_id=visit.slack_id, view=closed_home(reply))
    else:
        visit.show(reply)
