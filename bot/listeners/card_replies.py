"""Replies under a card that is being reviewed: they correct what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.card_lead import in_thread
from bot.card_words import is_correction, read_corrections
from bot.colleagues import Colleagues
from bot.mrkdwn import as_typed, speech
from core.actions.correct import correct
from core.crm import Actor, Crm, Transaction
from core.errors import NeedsDecision, SalesError
from core.language import Language
from core.model import Submission

DONE = "white_check_mark"
ALREADY = "already_reacted"


def register(app: App, crm: Crm) -> None:
    """Every plain message is looked at; only one that looks like a correction, in a card's thread, is for us."""

    @app.event("message")
    def take_correction(event: dict[str, Any], client: WebClient, colleagues: Colleagues) -> None:
        text = as_typed(event.get("text") or "")
        if event.get("subtype") or event.get("bot_id") or "thread_ts" not in event or not is_correction(text):
            return
        with crm.read() as session:
            if not in_thread(session, event["channel"], event["thread_ts"]):
                return
        user = colleagues.meet(client, event["user"])
        language = speech(user.language)
        try:
            with crm.transaction(Actor(user.id, "slack")) as tx:
                correct_by(tx, language, in_thread(tx.session, event["channel"], event["thread_ts"]), text)
        except SalesError as refusal:
            _answer(client, event, refusal.explain(language))
        else:
            _agree(client, event)


def correct_by(tx: Transaction, language: Language, cards: Sequence[Submission], text: str) -> None:
    """Put the only card right as the text says. Raises `NeedsDecision` where there are several, `NotUnderstood`."""
    if len(cards) > 1:
        raise NeedsDecision(
            "{count} cards are reviewed in this thread. Choose “Edit” under the one that you mean.", count=len(cards)
        )
    for card in cards:
        region = tx.settings.configuration.company.country
        correct(tx, card, read_corrections(language, text, card.result["contact"], region))


def _answer(client: WebClient, event: dict[str, Any], sentence: str) -> None:
    client.chat_postMessage(channel=event["channel"], thread_ts=event["thread_ts"], text=sentence)


def _agree(client: WebClient, event: dict[str, Any]) -> None:
    """A sign at the reply; the review above shows the rest."""
    try:
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name=DONE)
    except SlackApiError as error:
        if error.response.get("error") != ALREADY:
            raise
