"""The form for a new lead: the button that opens it, and what was filled in."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.listeners import home
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.blocks import values
from bot.views.home import NEW_LEAD
from bot.views.lead_modal import CALLBACK, lead_modal
from bot.views.origin import kept
from bot.visit import Visit
from core import inbox
from core.actions.create import create
from core.crm import Actor, Crm, Transaction
from core.errors import NotUnderstood
from core.identity import comparable_email
from core.language import Language
from core.model import Lead, Record, Submission, User


def register(app: App, crm: Crm) -> None:
    """Open, and create."""

    @app.action(NEW_LEAD)
    def open_form(ack: Ack, visit: Visit) -> None:
        ack()
        visit.open(lead_modal(visit.speech))

    @app.view(CALLBACK)
    def create_lead(ack: Ack, view: dict[str, Any], user: User, visit: Visit) -> None:
        with crm.transaction(Actor(user.id, "slack")) as tx:
            reply = _create(tx, visit.speech, values(view), **kept(view))
        ack()
        visit.show(reply)
        home.refresh(crm, user, visit)


def _create(
    tx: Transaction, speech: Language, fields: dict[str, str], submission_id: int | None = None, **kept: Any
) -> Reply:
    if fields.get("email") and not comparable_email(fields["email"]):
        raise NotUnderstood(
            "“{email}” is no e-mail address: it looks like name@company.com.", email=fields["email"], field="email"
        )
    given = fields | {"country": kept.get("country")}
    lead = from_card(tx, submission_id, given) if submission_id else create(tx, "lead", **given)
    return card_reply(tx, speech, lead, said=speech.say("{reference} is created.", reference=lead.reference))


def from_card(tx: Transaction, submission_id: int, fields: dict[str, Any]) -> Record:
    """The lead of this card: made once, however often somebody confirms it."""
    submission = tx.session.get_one(Submission, submission_id, with_for_update=True, populate_existing=True)
    known = tx.session.query(Lead).filter_by(submission_id=submission_id).one_or_none()
    if known:
        return known
    lead = create(tx, "lead", source="card", submission_id=submission_id, **fields)
    inbox.settle(tx, submission, "lead", lead_id=lead.id)
    return lead
