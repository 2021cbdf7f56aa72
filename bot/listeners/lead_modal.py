"""The form for a new lead: the button that opens it, and what was filled in."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.card_lead import corrected_lead
from bot.listeners import home
from bot.messages import card
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.blocks import values
from bot.views.home import NEW_LEAD
from bot.views.lead_modal import CALLBACK, lead_modal
from bot.views.origin import kept
from bot.visit import Visit
from core.actions.create import create
from core.crm import Actor, Crm, Transaction
from core.errors import NotUnderstood
from core.identity import comparable_email
from core.language import Language
from core.model import User


def register(app: App, crm: Crm) -> None:
    """Open, and create."""

    @app.action(NEW_LEAD)
    def open_form(ack: Ack, visit: Visit) -> None:
        ack()
        visit.open(lead_modal(visit.speech))

    @app.view(CALLBACK)
    def create_lead(ack: Ack, view: dict[str, Any], user: User, visit: Visit) -> None:
        about = kept(view)
        with crm.transaction(Actor(user.id, "slack")) as tx:
            reply = _create(tx, visit.speech, values(view), **about)
        ack()
        # A card's message stands for its lead from now on.
        show = visit.replace if about.get("submission_id") else visit.show
        show(reply)
        home.refresh(crm, user, visit)


def _create(
    tx: Transaction, speech: Language, fields: dict[str, str], submission_id: int | None = None, **kept: Any
) -> Reply:
    if fields.get("email") and not comparable_email(fields["email"]):
        raise NotUnderstood(
            "“{email}” is no e-mail address: it looks like name@company.com.", email=fields["email"], field="email"
        )
    given = fields | {"country": kept.get("country")}
    if submission_id:
        return card(tx, corrected_lead(tx, submission_id, given))
    lead = create(tx, "lead", **given)
    return card_reply(tx, speech, lead, said=speech.say("{reference} is created.", reference=lead.reference))
