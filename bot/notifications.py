"""From what happened to messages in Slack: the jobs that follow the core's events.

Each is safe to repeat: what it posted is remembered and not posted again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.batch_post import report_file, show_file
from bot.card_post import show_card, tell_progress
from bot.client import web_client
from bot.document_post import post_document
from bot.inbox_news import report_held, tell_of_return
from bot.messages import lead_announcement, shown
from bot.photo_post import forget_photo, send_photo
from bot.posting import Topic, leads_channel, post_once, update
from bot.quote_news import ask_managers, tell_owner
from bot.refusal_post import report_refusal
from bot.slack_files import fetch, is_table
from core import inbox
from core import jobs as queue
from core.crm import Actor, Crm, Transaction
from core.errors import Rejected, SalesError, Unavailable
from core.inbox import AS_POSTED
from core.model import Event, Lead, Post, Submission
from core.postpone import postpone

log = structlog.get_logger()
NOBODY = Actor(None, "job")


def jobs(crm: Crm, client: WebClient | None = None) -> dict[str, Callable[..., None]]:
    """Every job of this door by its name. Without a token nobody is told, and that is logged."""
    token = crm.settings.slack_bot_token
    if client is None and token is None:
        return {name: partial(_tell_nobody, name) for name in JOBS}
    client = client or web_client(token.get_secret_value() if token else "", crm.settings.slack_api_url)
    return {name: partial(job, crm, client) for name, job in JOBS.items()}


def _tell_nobody(job: str, number: object) -> None:
    log.info("slack.nobody_told", job=job, number=number, why="SLACK_BOT_TOKEN is not set")


def fetch_photo(crm: Crm, client: WebClient, submission_id: int) -> None:
    """Bring the photo, or the table, that was posted in Slack into the inbox, and have it read."""
    with crm.read() as session:
        posted = session.get_one(Submission, submission_id)
    if not _is_awaited(posted):
        return
    tell_progress(crm, client, posted, begin=True)
    try:
        photo, content_type = fetch(client, json.loads(posted.body))
    except (Rejected, Unavailable) as refusal:
        with crm.transaction(NOBODY) as tx:
            if _is_awaited(submission := _locked(tx, submission_id)):
                _settle_or_wait(tx, submission, refusal)
        return
    with crm.transaction(NOBODY) as tx:
        if _is_awaited(submission := _locked(tx, submission_id)):
            submission.body, submission.content_type = photo, content_type
            job = "look_at_file" if is_table(submission.origin.get("name") or "", photo) else "read_card"
            queue.enqueue(tx.session, job, submission_id, key=f"read:{submission_id}")


def _settle_or_wait(tx: Transaction, submission: Submission, refusal: SalesError) -> None:
    if not (isinstance(refusal, Unavailable) and postpone(tx, submission, refusal)):
        inbox.settle(tx, submission, "failed", reason=refusal.message, values=inbox.plain_values(refusal))


def _is_awaited(submission: Submission) -> bool:
    return submission.content_type == AS_POSTED and submission.state == "received"


def _locked(tx: Transaction, submission_id: int) -> Submission:
    return tx.session.get_one(Submission, submission_id, with_for_update=True)


def announce_lead(crm: Crm, client: WebClient, event_id: int) -> None:
    """Tell the leads channel that somebody wrote to us."""
    with crm.look(NOBODY) as tx:
        lead = tx.session.get_one(Lead, _event(tx, event_id).record_id)
        reply = lead_announcement(tx, lead)
    post_once(crm, client, Topic("lead", lead.id, "announcement"), leads_channel(crm), reply)


def announce_leads(crm: Crm, client: WebClient, event_ids: list[int]) -> None:
    """The same for several that came together."""
    for event_id in event_ids:
        announce_lead(crm, client, event_id)


def refresh_posts(crm: Crm, client: WebClient, event_id: int) -> None:
    """Keep the messages about a record true."""
    with crm.look(NOBODY) as tx:
        subject = _event(tx, event_id)
        about = {"subject_kind": subject.record_kind, "subject_id": subject.record_id}
        posts = tx.session.query(Post).filter_by(**about).all()
        shows = [(post, shown(tx, subject.record_kind, subject.record_id, post.purpose)) for post in posts]
    for post, reply in shows:
        if reply:
            update(crm, client, post, reply)


def _event(tx: Transaction, event_id: int) -> Event:
    return tx.session.get_one(Event, event_id)


JOBS: dict[str, Callable[[Crm, WebClient, Any], None]] = {
    "fetch_photo": fetch_photo,
    "review_card": show_card,
    "report_card": show_card,
    "send_photo": send_photo,
    "forget_photo": forget_photo,
    "announce_lead": announce_lead,
    "announce_leads": announce_leads,
    "refresh_posts": refresh_posts,
    "post_document": post_document,
    "report_refusal": report_refusal,
    "report_held": report_held,
    "tell_of_return": tell_of_return,
    "tell_owner": tell_owner,
    "ask_managers": ask_managers,
    "show_file": show_file,
    "report_file": report_file,
}
