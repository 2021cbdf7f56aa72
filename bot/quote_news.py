"""What people are told of quotes by themselves: a request to the managers, news to the owner."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot.messages import approval, card, language_of
from bot.posting import Place, Topic, direct, leads_channel, post_once
from bot.request import Reply
from bot.views.blocks import section
from core.actions.approve import managers, waits_for_approval
from core.crm import Actor, Crm, Transaction
from core.language import mark
from core.model import Event, Quote, User

NOBODY = Actor(None, "job")
NEWS = {
    "quote.expired": mark("{reference} has expired: it was valid until {day}. Revise it to offer it again."),
    "quote.approved": mark("{who} approved {reference}: it can be sent as it is."),
    "quote.not approved": mark("{who} does not approve {reference}: {reason}"),
}


def ask_managers(crm: Crm, client: WebClient, event_id: int) -> None:
    """Ask each manager, in the conversation with them, to approve the quote; not where it waits no longer."""
    with crm.look(NOBODY) as tx:
        event = tx.session.get_one(Event, event_id)
        quote = tx.session.get(Quote, event.record_id)
        if quote is None or not waits_for_approval(tx, quote):
            return
        asked = [(each, approval(tx, quote, str(event_id), str(each.id))) for each in managers(tx)]
    for manager, request in asked:
        topic = Topic("quote", event.record_id, f"approval:{event_id}:{manager.id}")
        post_once(crm, client, topic, direct(client, manager) or leads_channel(crm), request)


def tell_owner(crm: Crm, client: WebClient, event_id: int) -> None:
    """Tell the quote's owner, in the thread of the quote's own message; nobody is told what they did themselves."""
    with crm.look(NOBODY) as tx:
        event = tx.session.get_one(Event, event_id)
        quote = tx.session.get(Quote, event.record_id)
        if quote is None or (event.user_id is not None and event.user_id == quote.owner_id):
            return
        owner = tx.session.get(User, quote.owner_id) if quote.owner_id else None
        shown, news = card(tx, quote), _news(tx, event, quote, owner)
    place = direct(client, owner) or leads_channel(crm)
    standing = post_once(crm, client, Topic("quote", quote.id, "card"), place, shown)
    post_once(crm, client, Topic("quote", quote.id, f"news:{event_id}"), Place(standing.channel, standing.ts), news)


def _news(tx: Transaction, event: Event, quote: Any, owner: User | None) -> Reply:
    who = tx.session.get(User, event.user_id) if event.user_id else None
    text = language_of(tx, owner).say(
        NEWS[event.name],
        reference=quote.reference,
        day=quote.valid_until,
        who=who.name if who else "Filon",
        reason=event.changes.get("reason", ""),
    )
    return Reply(text, [section(text)])
