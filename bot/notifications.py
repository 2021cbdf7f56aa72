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

from bot.client import web_client
from bot.mrkdwn import speech
from bot.posting import Place, known, post_once, remember, update
from bot.record_card import load
from bot.slack_files import fetch
from bot.views.blocks import MOST_IN_MESSAGE, section
from bot.views.record import headline, record_card
from bot.views.review import review
from core import inbox
from core import jobs as queue
from core.crm import Actor, Crm, Transaction
from core.errors import Rejected
from core.language import Language, Term
from core.model import Document, Event, Lead, Post, Quote, Submission, User

log = structlog.get_logger()
NOBODY = Actor(None, "job")
Show = tuple[str, list[dict[str, Any]]]


def jobs(crm: Crm, client: WebClient | None = None) -> dict[str, Callable[..., None]]:
    """Every job of this door by its name. Without a token nobody is told, and that is logged."""
    token = crm.settings.slack_bot_token
    if client is None and token is None:
        return {name: partial(_tell_nobody, name) for name in JOBS}
    client = client or web_client(token.get_secret_value() if token else "", crm.settings.slack_api_url)
    return {name: partial(job, crm, client) for name, job in JOBS.items()}


def _tell_nobody(job: str, number: int) -> None:
    log.info("slack.nobody_told", job=job, number=number, why="SLACK_BOT_TOKEN is not set")


def fetch_photo(crm: Crm, client: WebClient, submission_id: int) -> None:
    """Bring the photo that was posted in Slack into the inbox, and have it read."""
    with crm.read() as session:
        posted = session.get_one(Submission, submission_id)
    if posted.content_type != "application/json" or posted.state != "received":
        return
    try:
        photo, content_type = fetch(client, json.loads(posted.body)["url"])
    except Rejected as refusal:
        with crm.transaction(NOBODY) as tx:
            submission = tx.session.get_one(Submission, submission_id, with_for_update=True)
            inbox.settle(tx, submission, "failed", reason=refusal.message, values=refusal.values)
        return
    with crm.transaction(NOBODY) as tx:
        submission = tx.session.get_one(Submission, submission_id, with_for_update=True)
        submission.body, submission.content_type = photo, content_type
        queue.enqueue(tx.session, "read_card", submission_id, key=f"read:{submission_id}")


def show_card(crm: Crm, client: WebClient, event_id: int) -> None:
    """Show what was read from a card, or why nothing was: in its thread, or with the leads where it has none."""
    with crm.look(NOBODY) as tx:
        submission = tx.session.get_one(Submission, tx.session.get_one(Event, event_id).record_id)
        text, blocks = review(_language_of(tx, submission), submission)
    origin = submission.origin
    leads = crm.settings.configuration.slack.leads_channel
    place = Place(origin["channel"], origin["ts"]) if "channel" in origin else Place(leads)
    post_once(crm, client, _post("submission", submission.id, "review"), place, text=text, blocks=blocks)


def announce_lead(crm: Crm, client: WebClient, event_id: int) -> None:
    """Tell the leads channel that somebody wrote to us."""
    with crm.look(NOBODY) as tx:
        lead = tx.session.get_one(Lead, tx.session.get_one(Event, event_id).record_id)
        text, blocks = announcement(tx, lead)
    place = Place(crm.settings.configuration.slack.leads_channel)
    post_once(crm, client, _post("lead", lead.id, "announcement"), place, text=text, blocks=blocks)


def refresh_posts(crm: Crm, client: WebClient, event_id: int) -> None:
    """Keep the messages about a record true."""
    shows: list[tuple[Post, Show]] = []
    with crm.look(NOBODY) as tx:
        event = tx.session.get_one(Event, event_id)
        posts = tx.session.query(Post).filter_by(subject_kind=event.record_kind, subject_id=event.record_id).all()
        shows = [(post, VIEWS[post.purpose](tx, event.record_id)) for post in posts if post.purpose in VIEWS]
    for post, (text, blocks) in shows:
        update(crm, client, post, text, blocks)


def post_document(crm: Crm, client: WebClient, event_id: int) -> None:
    """Put a quote's PDF into the thread of the quote's own message, which its owner gets."""
    with crm.look(NOBODY) as tx:
        event = tx.session.get_one(Event, event_id)
        quote = tx.session.get_one(Quote, event.record_id)
        document = tx.session.get_one(Document, event.changes["document"])
        owner = tx.session.get(User, quote.owner_id) if quote.owner_id else None
        text, blocks = quote_card(tx, quote.id)
        language = _company(tx) if owner is None else speech(owner.language)
    purpose = f"pdf:{document.id}"
    if known(crm, "quote", quote.id, purpose):
        return
    channel = _direct(client, owner) or crm.settings.configuration.slack.leads_channel
    parent = post_once(crm, client, _post("quote", quote.id, "card"), Place(channel), text=text, blocks=blocks)
    client.files_upload_v2(
        channel=parent.channel,
        thread_ts=parent.ts,
        file=str(crm.settings.home / "documents" / document.path),
        filename=document.path,
        title=document.path,
        initial_comment=language.say("The quote {reference} as PDF", reference=quote.reference),
    )
    remember(crm, _post("quote", quote.id, purpose, channel=parent.channel, ts=parent.ts))


def announcement(tx: Transaction, lead: Lead) -> Show:
    """A new lead in the company's language: who, what, from where, and what can be done."""
    language = _company(tx)
    card = load(tx, lead)
    said = language.say("New lead · {source}", source=Term(lead.source))
    return f"{said} · {headline(language, card)}", [section(said), *record_card(language, card)][:MOST_IN_MESSAGE]


def quote_card(tx: Transaction, quote_id: int) -> Show:
    """A quote as its owner sees it."""
    quote = tx.session.get_one(Quote, quote_id)
    owner = tx.session.get(User, quote.owner_id) if quote.owner_id else None
    language = speech(owner.language) if owner else _company(tx)
    card = load(tx, quote)
    return headline(language, card), record_card(language, card)[:MOST_IN_MESSAGE]


def _reviewed(tx: Transaction, submission_id: int) -> Show:
    submission = tx.session.get_one(Submission, submission_id)
    return review(_language_of(tx, submission), submission)


def _language_of(tx: Transaction, submission: Submission) -> Language:
    """The language of whoever posted the photo."""
    sender = tx.session.query(User).filter_by(slack_id=submission.origin.get("user", "")).one_or_none()
    return speech(sender.language) if sender else _company(tx)


def _company(tx: Transaction) -> Language:
    return speech(tx.settings.configuration.company.language)


def _direct(client: WebClient, owner: User | None) -> str | None:
    if owner is None or owner.slack_id is None:
        return None
    return str(client.conversations_open(users=owner.slack_id)["channel"]["id"])


def _post(kind: str, subject_id: int, purpose: str, **where: str) -> Post:
    return Post(subject_kind=kind, subject_id=subject_id, purpose=purpose, **where)


# How each kind of message is shown anew; a PDF's stays as it is.
VIEWS: dict[str, Callable[[Transaction, int], Show]] = {
    "announcement": lambda tx, lead_id: announcement(tx, tx.session.get_one(Lead, lead_id)),
    "card": quote_card,
    "review": _reviewed,
}
JOBS: dict[str, Callable[[Crm, WebClient, int], None]] = {
    "fetch_photo": fetch_photo,
    "review_card": show_card,
    "report_card": show_card,
    "announce_lead": announce_lead,
    "refresh_posts": refresh_posts,
    "post_document": post_document,
}
