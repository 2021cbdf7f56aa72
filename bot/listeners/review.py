"""The buttons under a card that was read: create, edit, discard."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.card_lead import fields_of, lead_of, undecided
from bot.messages import card_review
from bot.views.button import read_value
from bot.views.lead_modal import lead_modal
from bot.visit import Visit
from core import inbox
from core.crm import Actor, Crm
from core.model import Submission, User


def register(app: App, crm: Crm) -> None:
    """One listener a button. Whoever clicks sees at once what became of the card, in the place of the buttons."""

    @app.action("card.create")
    def create_lead(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            lead_of(tx, _number(action))
            reply = card_review(tx, tx.session.get_one(Submission, _number(action)))
        visit.replace(reply)

    @app.action("card.edit")
    def edit(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.look(Actor(user.id, "slack")) as tx:
            submission = undecided(tx, _number(action))
            view = lead_modal(visit.speech, fields_of(submission), submission_id=submission.id)
        visit.open(view)

    @app.action("card.discard")
    def discard(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            submission = undecided(tx, _number(action))
            inbox.settle(tx, submission, "discarded")
            reply = card_review(tx, submission)
        visit.replace(reply)


def _number(action: dict[str, Any]) -> int:
    return int(read_value(action)["submission"])
