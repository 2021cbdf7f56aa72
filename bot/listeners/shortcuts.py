"""Shortcuts: a new lead from anywhere, or from a message."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.mrkdwn import as_typed
from bot.person_fields import lead_fields
from bot.views.lead_modal import lead_modal
from bot.visit import Visit
from core.crm import Crm
from core.reading import read

NEW_LEAD = "new_lead"
FROM_MESSAGE = "lead_from_message"
LONGEST_TEXT = 4000


def register(app: App, crm: Crm) -> None:
    """Open the form, prefilled with what the message tells of a person."""
    country = crm.settings.configuration.company.country

    @app.shortcut({"type": "shortcut", "callback_id": NEW_LEAD})
    def new_lead(ack: Ack, visit: Visit) -> None:
        ack()
        visit.open(lead_modal(visit.speech))

    @app.shortcut({"type": "message_action", "callback_id": FROM_MESSAGE})
    def lead_from_message(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
        ack()
        text = as_typed(shortcut["message"].get("text", ""))[:LONGEST_TEXT]
        visit.open(lead_modal(visit.speech, lead_fields(read(text, region=country), text)))
