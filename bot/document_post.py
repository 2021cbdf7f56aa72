"""A record's PDF into Slack: to whoever asked for it, else into the thread of the record's own message."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot.messages import card, language_of
from bot.posting import Place, Topic, direct, known, leads_channel, post_once, remember
from core.crm import Actor, Crm
from core.language import mark
from core.model import Document, Event, User

# By the record's kind, an invoice by its type.
COMMENTS = {
    "lead": mark("The sheet of {reference} as PDF"),
    "opportunity": mark("The sheet of {reference} as PDF"),
    "quote": mark("The quote {reference} as PDF"),
    "order": mark("The order confirmation {reference} as PDF"),
    "invoice": mark("The invoice {reference} as PDF"),
    "deposit": mark("The deposit invoice {reference} as PDF"),
    "final": mark("The final invoice {reference} as PDF"),
    "credit_note": mark("The credit note {reference} as PDF"),
}


def post_document(crm: Crm, client: WebClient, event_id: int) -> None:
    """Send the PDF that the event tells of, once.

    Its owner gets it under the record's card. A colleague who asked for it gets it in the conversation with the bot.
    """
    with crm.look(Actor(None, "job")) as tx:
        event = tx.session.get_one(Event, event_id)
        record: Any = tx.record(event.record_kind, event.record_id)
        document = tx.session.get_one(Document, event.changes["document"])
        asked_by = event.changes.get("asked_by") or record.owner_id
        reader = tx.session.get(User, asked_by) if asked_by else None
        reply, language = card(tx, record), language_of(tx, reader)
    topic = Topic(record.kind, record.id, f"pdf:{event.id}")
    if known(crm, topic):
        return
    place = direct(client, reader) or leads_channel(crm)
    if asked_by == record.owner_id:
        standing = post_once(crm, client, Topic(record.kind, record.id, "card"), place, reply)
        place = Place(standing.channel, standing.ts)
    comment = COMMENTS[getattr(record, "type", record.kind)]
    client.files_upload_v2(
        channel=place.channel,
        thread_ts=place.thread,
        file=str(crm.settings.home / "documents" / document.path),
        filename=document.path,
        title=document.path,
        initial_comment=language.say(comment, reference=record.reference),
    )
    remember(crm, topic, place.channel, place.thread or "")
