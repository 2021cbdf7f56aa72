"""Somebody's command, click or form: who they are, and how they are answered where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.request import Block, Reply
from bot.views.origin import Origin, opened_from
from bot.views.record_modals import card_modal
from core.errors import Unavailable
from core.language import Language

OK = 200
TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})


@dataclass(frozen=True)
class Visit:
    """What Slack sent (`body`), from whom, and the language to answer in."""

    client: WebClient
    body: dict[str, Any]
    slack_id: str
    speech: Language

    @property
    def origin(self) -> Origin:
        """Where it was asked for."""
        return Origin.of(self.body)

    def open(self, view: Block) -> None:
        """Open a modal, over one that is open already; it remembers where it was opened.

        Raises `Unavailable` where Slack waits no longer.
        """
        in_modal = (self.body.get("view") or {}).get("type") == "modal"
        show = self.client.views_push if in_modal else self.client.views_open
        try:
            show(trigger_id=self.body["trigger_id"], view=opened_from(self.origin, view))
        except SlackApiError as error:
            if error.response["error"] in TOO_LATE:
                raise Unavailable("Slack gave up waiting before the window opened. Try again.") from error
            raise

    def show(self, reply: Reply, *, beside: bool = False) -> None:
        """Answer beside the question, in the modal that is open, or in one of its own on Home.

        An ephemeral card is replaced by its newer state, unless the reply is to stand beside it.
        Raises `SlackApiError`.
        """
        origin = self.origin
        if origin.view_id:
            self.client.views_update(view_id=origin.view_id, view=card_modal(self.speech, reply))
        elif origin.is_home and self.body.get("type") == "block_actions":
            self.open(card_modal(self.speech, reply))
        elif not (origin.response_url and _respond(origin, reply, replace=origin.is_card and not beside)):
            self._post(reply)

    def replace(self, reply: Reply) -> None:
        """Put the reply in the place of the message that was acted on, for everybody who sees it.

        Where that is gone it is shown to the person alone. Raises `SlackApiError`.
        """
        origin = self.origin
        if not (origin.response_url and _respond(origin, reply, replace=True)):
            self._post(reply)

    def _post(self, reply: Reply) -> None:
        channel = self.origin.channel
        if channel:
            self.client.chat_postEphemeral(channel=channel, user=self.slack_id, text=reply.text, blocks=reply.blocks)
        else:
            self.client.chat_postMessage(channel=self.slack_id, text=reply.text, blocks=reply.blocks)


def _respond(origin: Origin, reply: Reply, *, replace: bool) -> bool:
    """Whether Slack took it: a response URL is good for five uses in half an hour."""
    content = {"text": reply.text, "blocks": reply.blocks, "replace_original": replace}
    answer = WebhookClient(origin.response_url).send_dict({**content, "response_type": "ephemeral"})
    return answer.status_code == OK
