"""The buttons under a card that was read: create, edit, discard."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.listeners import home
from bot.listeners.lead_modal import from_card
from bot.person_fields import lead_fields
from bot.record_card import card_reply
from bot.views.button import read_value
from bot.views.lead_modal import lead_modal
from bot.visit import Visit
from core import inbox
from core.crm import Actor, Crm, Transaction
from core.errors import Changed
from core.model import Submission, User
from core.reading import Contact, Phone


def register(app: App, crm: Crm) -> None:
    """One listener a button. The message itself follows by job, once the change is committed."""

    @app.action("card.create")
    def create_lead(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            submission = _open(tx, action, also="lead")
            lead = from_card(tx, submission.id, fields_of(submission))
            said = visit.speech.say("{reference} is created.", reference=lead.reference)
            reply = card_reply(tx, visit.speech, lead, said=said)
        visit.show(reply)
        home.refresh(crm, user, visit)

    @app.action("card.edit")
    def edit(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.look(Actor(user.id, "slack")) as tx:
            submission = _open(tx, action)
            view = lead_modal(visit.speech, fields_of(submission), submission_id=submission.id)
        visit.open(view)

    @app.action("card.discard")
    def discard(ack: Ack, action: dict[str, Any], user: User) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            inbox.settle(tx, _open(tx, action), "discarded")


def fields_of(submission: Submission) -> dict[str, Any]:
    """What was read, as the fields of a lead."""
    read = dict(submission.result["contact"])
    read["phones"] = tuple(Phone(**phone) for phone in read["phones"])
    read["emails"] = tuple(read["emails"])
    return lead_fields(Contact(**read), "")


def _open(tx: Transaction, action: dict[str, Any], also: str = "review") -> Submission:
    """The card, locked. Raises `Changed` where somebody already decided about it."""
    number = read_value(action)["submission"]
    submission = tx.session.get_one(Submission, number, with_for_update=True, populate_existing=True)
    if submission.state not in {"review", also}:
        raise Changed("Somebody already decided about this card. Its message shows what became of it.")
    return submission
