"""The messages that stay in Slack: what each shows of its subject as it is now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.card_lead import fields_of
from bot.mrkdwn import speech
from bot.record_card import MOST_WARNED, card_reply, load
from bot.request import Reply
from bot.views.announcement import announcement
from bot.views.approval import approval_request
from bot.views.batch import announcement as told_of_file
from bot.views.batch import batch_message
from bot.views.blocks import section
from bot.views.held import held_view
from bot.views.review import review
from core.crm import Transaction
from core.duplicates import STRONG, Matches, find_duplicates
from core.language import Language
from core.model import RECORDS, Base, Batch, Event, Submission, User
from core.queries.submissions import useless_at


def shown(tx: Transaction, kind: str, subject_id: int, purpose: str) -> Reply | None:
    """The message with this purpose about this subject; none where it stays as it was posted."""
    name, *about = purpose.split(":")
    show = SHOWN.get(name)
    if show is None:
        return None
    subject: Any = tx.session.get(OTHERS.get(kind) or RECORDS[kind], subject_id)
    return show(tx, subject, *about) if subject else _deleted(tx, kind, subject_id)


def _deleted(tx: Transaction, kind: str, subject_id: int) -> Reply | None:
    """In the place of a draft that is no more."""
    event = tx.session.query(Event).filter_by(name=f"{kind}.deleted", record_id=subject_id).first()
    if event is None:
        return None
    text = language_of(tx, None).say("{reference} was deleted.", reference=event.changes["reference"])
    return Reply(text, [section(text)])


def card(tx: Transaction, record: Any) -> Reply:
    """A record, in the language of whoever photographed its card, or else of its owner."""
    origin = tx.session.get(Submission, getattr(record, "submission_id", None) or 0)
    owner = tx.session.get(User, record.owner_id) if record.owner_id else None
    language = sender_language(tx, origin) if origin else language_of(tx, owner)
    return card_reply(tx, language, record)


def card_review(tx: Transaction, submission: Submission) -> Reply:
    """What was read from a card; once it is a lead, that lead."""
    if submission.state == "lead":
        return card(tx, tx.record("lead", submission.result["lead_id"]))
    return review(sender_language(tx, submission), submission, known_already(tx, submission))


def known_already(tx: Transaction, submission: Submission) -> Matches:
    """The strong duplicates of what was read, found before it is a lead."""
    if submission.state != "review":
        return Matches()
    read = {name: value for name, value in fields_of(submission).items() if value}
    found = find_duplicates(tx.session, read, most=MOST_WARNED)
    return Matches(match for match in found if match.strength == STRONG)


def lead_announcement(tx: Transaction, lead: Any) -> Reply:
    """A new lead, in the company's language, with a mention of whoever has it."""
    owner = tx.session.get(User, lead.owner_id) if lead.owner_id else None
    return announcement(language_of(tx, None), load(tx, lead), owner.slack_id if owner else None)


def sender_language(tx: Transaction, submission: Submission) -> Language:
    """The language of whoever posted the photo."""
    return language_of(tx, tx.session.query(User).filter_by(slack_id=submission.origin.get("user", "")).one_or_none())


def language_of(tx: Transaction, user: User | None) -> Language:
    """The user's language, or the company's where there is none."""
    return speech(user.language if user else tx.settings.configuration.company.language)


def approval(tx: Transaction, quote: Any, _event_id: str, user_id: str) -> Reply:
    """A manager's request to approve a quote, in the manager's language."""
    return approval_request(language_of(tx, tx.session.get(User, int(user_id))), load(tx, quote))


def held(tx: Transaction, submission: Submission) -> Reply:
    """That something came in and cannot be used, in the company's language; once it is settled, what became of it."""
    count, _first = useless_at(tx.session, submission.door, submission.endpoint)
    return held_view(language_of(tx, None), submission, count)


def batch(tx: Transaction, subject: Batch) -> Reply:
    """A file of leads, in the language of whoever sent it."""
    return batch_message(language_of(tx, tx.session.get(User, subject.user_id or 0)), subject)


def batch_announcement(tx: Transaction, subject: Batch) -> Reply:
    """The new leads of a file, in the company's language."""
    return told_of_file(language_of(tx, None), subject)


# What messages are about beside records.
OTHERS: dict[str, type[Base]] = {"submission": Submission, "batch": Batch}
# By the purpose's first word; a PDF's message stays as it is.
SHOWN: dict[str, Callable[..., Reply]] = {
    "approval": approval,
    "announcement": lead_announcement,
    "card": card,
    "held": held,
    "import": batch,
    "taken in": batch_announcement,
    "review": card_review,
}
