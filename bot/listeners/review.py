"""The buttons under a card that was read: create, edit, discard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.card_lead import fields_of, lead_of, looks_of, undecided
from bot.messages import card_review
from bot.views.button import read_value
from bot.views.lead_modal import Look, lead_modal
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
            fields, looks = fields_of(submission), looks_of(submission)
        _open(visit, submission.id, fields, looks)

    @app.action("card.discard")
    def discard(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            submission = undecided(tx, _number(action))
            inbox.settle(tx, submission, "discarded")
            reply = card_review(tx, submission)
        visit.replace(reply)


def _open(visit: Visit, submission_id: int, fields: Mapping[str, Any], looks: Mapping[str, Look]) -> None:
    """The form; a picture that was deleted, or that Slack has not looked at yet, must not keep it away."""
    try:
        visit.open(lead_modal(visit.speech, fields, submission_id=submission_id, doubts=looks))
    except SlackApiError as error:
        if error.response["error"] != "invalid_blocks":
            raise
        blind = {name: replace(look, file="") for name, look in looks.items()}
        visit.open(lead_modal(visit.speech, fields, submission_id=submission_id, doubts=blind))


def _number(action: dict[str, Any]) -> int:
    return int(read_value(action)["submission"])
