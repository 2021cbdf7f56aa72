"""The lead of a card: made once, however many people confirm it however often."""

from __future__ import annotations

from typing import Any

from bot.person_fields import lead_fields
from core import inbox
from core.actions.create import create
from core.crm import Transaction
from core.errors import Changed
from core.model import Lead, Post, Record, Submission
from core.reading import Contact, Phone


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
    _check_undecided(submission)
    return submission


def fields_of(submission: Submission) -> dict[str, Any]:
    """What was read, as the fields of a lead."""
    read = dict(submission.result["contact"])
    read["phones"] = tuple(Phone(**phone) for phone in read["phones"])
    read["emails"] = tuple(read["emails"])
    return lead_fields(Contact(**read), "")


def _locked(tx: Transaction, submission_id: int) -> Submission:
    return tx.session.get_one(Submission, submission_id, with_for_update=True, populate_existing=True)


def _make(tx: Transaction, submission: Submission, fields: dict[str, Any]) -> Record:
    _check_undecided(submission)
    lead = create(tx, "lead", source="card", submission_id=submission.id, **fields)
    inbox.settle(tx, submission, "lead", lead_id=lead.id)
    _take_over(tx, submission, lead)
    return lead


def _check_undecided(submission: Submission) -> None:
    if submission.state != "review":
        raise Changed("Somebody already decided about this card. Its message shows what became of it.")


def _take_over(tx: Transaction, submission: Submission, lead: Record) -> None:
    """The card's message is the lead's from now on, and is kept true with it."""
    about_the_card = {"subject_kind": "submission", "subject_id": submission.id, "purpose": "review"}
    for post in tx.session.query(Post).filter_by(**about_the_card):
        tx.session.add(Post(subject_kind="lead", subject_id=lead.id, purpose="card", channel=post.channel, ts=post.ts))
