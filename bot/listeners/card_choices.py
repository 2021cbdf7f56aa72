"""What people choose under a card that is being reviewed: what a field reads, and that two photos are one card."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.card_lead import siblings, undecided
from bot.messages import card_review
from bot.views.button import read_value
from bot.views.card_choices import CHOOSE
from bot.visit import Visit
from core.actions.correct import choose, join
from core.crm import Actor, Crm, Transaction
from core.errors import Changed
from core.model import Submission, User


def register(app: App, crm: Crm) -> None:
    """The review is shown anew in its place."""

    @app.action(CHOOSE)
    def take_choice(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        chosen = read_value(action)
        with crm.transaction(Actor(user.id, "slack")) as tx:
            submission = undecided(tx, chosen["submission"])
            choose(tx, submission, chosen["field"], chosen["choice"])
            reply = card_review(tx, submission)
        visit.replace(reply)

    @app.action("card.join")
    def join_sides(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            submission = undecided(tx, read_value(action)["submission"])
            front, back = (_locked(tx, each) for each in siblings(tx, submission))
            if "received" in {front.state, back.state}:
                raise Changed("The other photo is still being read. Try again in a moment.")
            join(tx, front, back)
            reply = card_review(tx, submission)
        visit.replace(reply)


def _locked(tx: Transaction, submission: Submission) -> Submission:
    return undecided(tx, submission.id) if submission.state == "review" else submission
