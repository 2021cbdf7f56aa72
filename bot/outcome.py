"""What is shown after a move: the record, or what was made with the move and what can follow."""

from __future__ import annotations

from typing import Any

from bot.mrkdwn import bare
from bot.record_card import card_reply
from bot.request import Block, Reply
from bot.views.blocks import MOST_IN_MESSAGE, actions
from bot.views.button import button, value
from core.actions.promote import made_from
from core.crm import Transaction
from core.language import Language
from core.model import Opportunity, Record


def outcome(tx: Transaction, speech: Language, record: Record, said: str) -> Reply:
    """The record's card; of an accepted quote, the card of what was made of it, and the button that wins the sale."""
    if not (record.kind == "quote" and getattr(record, "state", "") == "accepted"):
        return card_reply(tx, speech, record, said=said)
    made = made_from(tx, record)
    if made:
        said += " " + speech.say("{reference} is created.", reference=made[-1].reference)
    reply = card_reply(tx, speech, made[-1] if made else record, said=said)
    sentence, *card = reply.blocks
    return Reply(reply.text, [sentence, *actions(_win(tx, speech, record)), *card][:MOST_IN_MESSAGE])


def _win(tx: Transaction, speech: Language, quote: Any) -> list[Block]:
    """What was accepted is the revenue, so the modal that opens has it filled in."""
    opportunity = tx.session.get(Opportunity, quote.opportunity_id) if quote.opportunity_id else None
    if opportunity is None or opportunity.state not in tx.settings.cycle.step("opportunity").open_states:
        return []
    text = bare(speech).say("Win {reference}", reference=opportunity.reference)
    return [button(text, "advance.won", value(opportunity, to="won", revenue=str(quote.net)), style="primary")]
