"""The lead of a card: made once, however many people confirm it however often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from bot.person_fields import lead_fields
from bot.views.card_choices import as_text
from bot.views.lead_modal import Look
from core import inbox
from core.actions.correct import alternatives, check_undecided
from core.actions.create import create
from core.crm import Transaction
from core.lay_apart import PART
from core.model import Lead, Post, Record, Submission
from core.reading import Contact, Phone

# What the lead calls a field of the card, where it has other names for it.
OF_LEAD = {"emails": ("email",), "phones": ("mobile", "phone")}


def lead_of(tx: Transaction, submission_id: int) -> Record:
    """The card's lead: the one that is there, or one made of what was read.

    Raises `Changed` where the card was discarded, `Missing` where nothing that makes a lead was read.
    """
    submission = _locked(tx, submission_id)
    known = tx.session.query(Lead).filter_by(submission_id=submission_id).one_or_none()
    return known or _make(tx, submission, fields_of(submission))


def corrected_lead(tx: Transaction, submission_id: int, fields: dict[str, Any]) -> Record:
    """The card's lead, made of what a person wrote. Raises `Changed` where somebody already decided about the card."""
    return _make(tx, _locked(tx, submission_id), fields)


def undecided(tx: Transaction, submission_id: int) -> Submission:
    """The card, locked. Raises `Changed` where somebody already decided about it."""
    submission = _locked(tx, submission_id)
    check_undecided(submission)
    return submission


def fields_of(submission: Submission) -> dict[str, Any]:
    """What was read, as the fields of a lead."""
    read = dict(submission.result["contact"])
    read["phones"] = tuple(Phone(**phone) for phone in read["phones"])
    read["emails"] = tuple(read["emails"])
    return lead_fields(Contact(**read), "")


def looks_of(submission: Submission) -> dict[str, Look]:
    """How the doubtful fields look on the card, by the lead's name for each."""
    pictures = submission.result.get("crops", {})
    looks = {
        name: Look(pictures.get(name, ""), tuple(as_text(name, other) for other in alternatives(submission, name)))
        for name in submission.result.get("uncertain", ())
    }
    return {of_lead: look for name, look in looks.items() for of_lead in OF_LEAD.get(name, (name,))}


def siblings(tx: Transaction, submission: Submission) -> Sequence[Submission]:
    """The photos of the same message in Slack, itself included, in order; cards that were cut out of one are none."""
    origin = Submission.origin
    same = [origin[key].as_string() == submission.origin.get(key, "") for key in ("channel", "message")]
    return tx.session.scalars(
        _without_photo().where(Submission.door == "slack", Submission.endpoint != PART, *same)
    ).all()


def in_thread(session: Session, channel: str, ts: str) -> Sequence[Submission]:
    """The undecided cards that are reviewed in a thread, given by its first message."""
    origin = Submission.origin
    posts = select(Post.subject_id).filter_by(subject_kind="submission", purpose="review", channel=channel, ts=ts)
    there = (origin["channel"].as_string() == channel) & (origin["ts"].as_string() == ts)
    undecided = _without_photo().where(Submission.state == "review", there | Submission.id.in_(posts))
    return session.scalars(undecided).all()


def _without_photo() -> Select[Submission]:
    """Photos are megabytes: they are loaded where they are looked at."""
    return select(Submission).options(defer(Submission.body)).order_by(Submission.id)


def _locked(tx: Transaction, submission_id: int) -> Submission:
    return tx.session.get_one(Submission, submission_id, with_for_update=True, populate_existing=True)


def _make(tx: Transaction, submission: Submission, fields: dict[str, Any]) -> Record:
    check_undecided(submission)
    lead = create(tx, "lead", source="card", submission_id=submission.id, **fields)
    inbox.settle(tx, submission, "lead", lead_id=lead.id)
    _take_over(tx, submission, lead)
    return lead


def _take_over(tx: Transaction, submission: Submission, lead: Record) -> None:
    """The card's message is the lead's from now on, and is kept true with it."""
    about_the_card = {"subject_kind": "submission", "subject_id": submission.id, "purpose": "review"}
    for post in tx.session.query(Post).filter_by(**about_the_card):
        tx.session.add(Post(subject_kind="lead", subject_id=lead.id, purpose="card", channel=post.channel, ts=post.ts))
