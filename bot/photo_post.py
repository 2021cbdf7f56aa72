"""The photo of a lead's card in Slack: brought to whoever asked for it, or taken away for good."""

from __future__ import annotations

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.card_post import photo_name
from bot.messages import language_of
from bot.posting import Topic, direct, leads_channel
from bot.uploading import Upload, upload_once
from core.crm import Actor, Crm
from core.model import Event, Submission, User

NOBODY = Actor(None, "job")
GONE = frozenset({"file_not_found", "file_deleted", "cant_delete_file"})
log = structlog.get_logger()


def send_photo(crm: Crm, client: WebClient, event_id: int) -> None:
    """Send the photo to whoever asked, once."""
    with crm.look(NOBODY) as tx:
        event = tx.session.get_one(Event, event_id)
        photo = tx.session.get_one(Submission, event.record_id)
        reader = tx.session.get(User, event.changes["asked_by"] or 0)
        said = language_of(tx, reader).say("The photo of the card")
    topic = Topic("submission", photo.id, f"photo:{event_id}")
    if photo.body:
        place = direct(client, reader) or leads_channel(crm)
        upload_once(crm, client, topic, place, Upload(photo.body, photo_name(photo), said, alt=said))


def forget_photo(crm: Crm, client: WebClient, event_id: int) -> None:
    """Delete the pictures that we laid up with Slack. What a person posted there, that person deletes."""
    with crm.look(NOBODY) as tx:
        photo = tx.session.get_one(Submission, tx.session.get_one(Event, event_id).record_id)
    for file in photo.result.get("erased_files", []):
        try:
            client.files_delete(file=file)
        except SlackApiError as error:
            if error.response["error"] not in GONE:
                raise
            log.info("slack.file_gone", why=error.response["error"])
