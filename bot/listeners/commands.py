"""/crm, typed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot import router, words
from bot.colleagues import Colleagues, Stranger
from bot.visit import Visit
from core.crm import Crm
from core.model import User

COMMAND = "/crm"


def register(app: App, crm: Crm) -> None:
    """Acknowledge, meet whoever is mentioned, run, answer."""

    @app.command(COMMAND)
    def crm_command(ack: Ack, body: dict[str, Any], user: User, visit: Visit, colleagues: Colleagues) -> None:
        ack()
        typed = body.get("text", "")
        for slack_id in words.mentioned(typed):
            # Whoever is no colleague is not found by the command, which says so.
            with suppress(Stranger):
                colleagues.meet(visit.client, slack_id)
        reply = router.answer(crm, user, visit.speech, typed, body.get("channel_id", ""))
        if reply.modal:
            visit.open(reply.modal)
        else:
            visit.show(reply)
