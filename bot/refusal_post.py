"""An invoice that the other system did not take, into Slack: its owner reads why, and gets the draft again."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.messages import language_of
from bot.posting import Topic, direct, leads_channel, post_once
from bot.record_card import card_reply
from core.crm import Actor, Crm
from core.model import Event, Invoice, User


def report_refusal(crm: Crm, client: WebClient, event_id: int) -> None:
    """Tell of the refusal once; where nobody owns the invoice, in the leads channel."""
    with crm.look(Actor(None, "job")) as tx:
        event = tx.session.get_one(Event, event_id)
        invoice = tx.session.get_one(Invoice, event.record_id)
        owner = tx.session.get(User, invoice.owner_id) if invoice.owner_id else None
        language = language_of(tx, owner)
        said = language.say(
            "{reference} was not taken by {system} ({why}). It is a draft again: mend it, and hand it over anew.",
            reference=invoice.reference,
            system=tx.settings.configuration.cycle.invoice.system,
            why=event.changes["why"],
        )
        reply = card_reply(tx, language, invoice, said=said)
    topic = Topic("invoice", invoice.id, f"refused:{event_id}")
    post_once(crm, client, topic, direct(client, owner) or leads_channel(crm), reply)
