"""A record's PDF into Slack: to whoever asked for it, else into the thread of the record's own message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.messages import card, language_of
from bot.posting import Place, Topic, direct, known, leads_channel, post_once
from bot.request import Reply
from bot.uploading import Upload, upload_once
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


@dataclass(frozen=True)
class Parcel:
    """A PDF on its way: what it is of, to whom it goes, and whether that is the record's owner."""

    record: Any
    file: str
    reader: User | None
    is_owners: bool
    card: Reply
    comment: str


def post_document(crm: Crm, client: WebClient, event_id: int) -> None:
    """Send the PDF that the event tells of, once.

    Its owner gets it under the record's card. A colleague who asked for it gets it in the conversation with the bot.
    """
    parcel = _parcel(crm, event_id)
    topic = Topic(parcel.record.kind, parcel.record.id, f"pdf:{event_id}")
    if known(crm, topic):
        return
    place = _place(crm, client, parcel)
    pdf = Upload((crm.settings.home / "documents" / parcel.file).read_bytes(), parcel.file, parcel.comment)
    upload_once(crm, client, topic, place, pdf)


def _parcel(crm: Crm, event_id: int) -> Parcel:
    with crm.look(Actor(None, "job")) as tx:
        event = tx.session.get_one(Event, event_id)
        record: Any = tx.record(event.record_kind, event.record_id)
        reader_id = event.changes.get("asked_by") or record.owner_id
        reader = tx.session.get(User, reader_id) if reader_id else None
        comment = COMMENTS[getattr(record, "type", record.kind)]
        return Parcel(
            record=record,
            file=tx.session.get_one(Document, event.changes["document"]).path,
            reader=reader,
            is_owners=reader_id == record.owner_id,
            card=card(tx, record),
            comment=language_of(tx, reader).say(comment, reference=record.reference),
        )


def _place(crm: Crm, client: WebClient, parcel: Parcel) -> Place:
    place = direct(client, parcel.reader) or leads_channel(crm)
    if not parcel.is_owners:
        return place
    standing = post_once(crm, client, Topic(parcel.record.kind, parcel.record.id, "card"), place, parcel.card)
    return Place(standing.channel, standing.ts)
