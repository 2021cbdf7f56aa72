"""A card's messages in Slack: its review, how far several photos of one message are, and its pictures."""

from __future__ import annotations

from typing import Any

import structlog
from slack_sdk import WebClient

from bot.card_lead import lead_of, siblings
from bot.messages import card_review, known_already, sender_language
from bot.posting import Place, Topic, known, leads_channel, post_once, remember, update
from bot.request import Reply
from bot.uploading import Upload, lay_up, upload_once
from bot.views.blocks import section
from core.actions.correct import check_undecided
from core.crm import Actor, Crm, Transaction
from core.crop import crops
from core.errors import SalesError
from core.language import Language
from core.model import Event, Post, Submission, User

NOBODY = Actor(None, "job")
# Without these a card is no person whom anybody could reach.
NAMED, REACHED = ("first_name", "last_name"), ("emails", "phones")
log = structlog.get_logger()


def show_card(crm: Crm, client: WebClient, event_id: int) -> None:
    """Show what was read from a card, or why nothing was: in its thread, or with the leads where it has none."""
    with crm.look(NOBODY) as tx:
        submission_id = tx.session.get_one(Event, event_id).record_id
    _make_sure_lead(crm, submission_id)
    with crm.look(NOBODY) as tx:
        submission = tx.session.get_one(Submission, submission_id)
        reply = card_review(tx, submission)
    post = post_once(crm, client, _topic(submission_id, "review"), _place(crm, submission), reply)
    _stand_for_lead(crm, submission, post)
    tell_progress(crm, client, submission)
    _add_photo(crm, client, submission, post)
    _add_crops(crm, client, submission)


def tell_progress(crm: Crm, client: WebClient, submission: Submission, *, begin: bool = False) -> None:
    """Keep the one message true that says how many photos of a message are read; its first photo begins it."""
    if submission.origin.get("of", 1) < 2:
        return
    first, reply = _progress(crm, submission)
    topic = _topic(first, "progress")
    if begin and first == submission.id:
        post_once(crm, client, topic, _place(crm, submission), reply)
    while post := known(crm, topic):
        update(crm, client, post, reply)
        # Another card may have been read while this was written.
        shown, (_first, reply) = reply, _progress(crm, submission)
        if shown == reply:
            return


def _topic(submission_id: int, purpose: str) -> Topic:
    return Topic("submission", submission_id, purpose)


def _place(crm: Crm, submission: Submission) -> Place:
    origin = submission.origin
    return Place(origin["channel"], origin["ts"]) if "channel" in origin else leads_channel(crm)


def _progress(crm: Crm, submission: Submission) -> tuple[int, Reply]:
    """The first photo of the message, and what is said of all of them."""
    with crm.look(NOBODY) as tx:
        photos = siblings(tx, submission)
        text = _told(sender_language(tx, submission), [photo.state for photo in photos])
    return photos[0].id, Reply(text, [section(text)])


def _told(language: Language, states: list[str]) -> str:
    waiting, failed = states.count("received"), states.count("failed")
    done, count = len(states) - waiting, len(states)
    if waiting:
        return language.say(":hourglass: {done} of {count} photos are read.", done=done, count=count)
    if failed:
        return language.say("All {count} photos are done; {failed} could not be read.", count=count, failed=failed)
    return language.say("All {count} photos are read.", count=count)


# --- A lead by itself, where the company wants that ---------------------------------------------------------


def _make_sure_lead(crm: Crm, submission_id: int) -> None:
    """Make the lead of a card on which everything is sure, where the company allows it; else a person decides."""
    if not crm.settings.configuration.cards.create_when_sure:
        return
    with crm.transaction(NOBODY) as tx:
        submission = tx.session.get_one(Submission, submission_id, with_for_update=True)
        if not _is_sure(tx, submission):
            return
        slack_id = submission.origin.get("user", "")
        sender = tx.session.query(User).filter_by(slack_id=slack_id).one_or_none()
    try:
        with crm.transaction(Actor(sender.id, "slack") if sender else NOBODY) as tx:
            check_undecided(tx.session.get_one(Submission, submission_id))
            lead_of(tx, submission_id)
    except SalesError as refusal:
        log.info("card.not_automatic", why=type(refusal).__name__)


def _is_sure(tx: Transaction, submission: Submission) -> bool:
    if submission.state != "review" or submission.result.get("uncertain") or submission.origin.get("of") == 2:
        return False
    read: dict[str, Any] = submission.result["contact"]
    is_reachable = any(map(read.get, NAMED)) and any(map(read.get, REACHED))
    return is_reachable and not known_already(tx, submission)


def _stand_for_lead(crm: Crm, submission: Submission, post: Post) -> None:
    """The message of a card that became a lead by itself is the lead's, and is kept true with it."""
    lead_id = submission.result.get("lead_id")
    if lead_id and not known(crm, Topic("lead", lead_id, "card")):
        remember(crm, Topic("lead", lead_id, "card"), post.channel, post.ts)


# --- Its pictures --------------------------------------------------------------------------------------------


def _add_photo(crm: Crm, client: WebClient, submission: Submission, post: Post) -> None:
    """A photo that did not come from Slack is shown under its review, to be compared with it."""
    if submission.door == "slack" or submission.state == "received":
        return
    with crm.look(NOBODY) as tx:
        comment = sender_language(tx, submission).say("The photo of the card")
    upload = Upload(submission.body, photo_name(submission), comment, alt=comment)
    upload_once(crm, client, _topic(submission.id, "photo"), Place(post.channel, post.ts), upload)


def _add_crops(crm: Crm, client: WebClient, submission: Submission) -> None:
    """Lay pictures of the doubtful fields up with Slack, so that the form opens with them at once."""
    if submission.state != "review" or "crops" in submission.result:
        return
    doubts = submission.result["contact"].get("doubts") or {}
    boxes = {name: doubt["box"] for name, doubt in doubts.items() if doubt.get("box")}
    pictures = crops(submission.body, boxes)
    ids = {name: lay_up(client, Upload(picture, f"{name}.png", alt=name)) for name, picture in pictures.items()}
    with crm.transaction(NOBODY) as tx:
        submission = tx.session.get_one(Submission, submission.id, with_for_update=True)
        submission.result = submission.result | {"crops": ids}


def photo_name(submission: Submission) -> str:
    """What the photo's file is called."""
    kind = submission.content_type.partition(";")[0].rpartition("/")[2]
    return str(submission.origin.get("name") or f"card-{submission.id}.{kind.replace('jpeg', 'jpg')}")
