"""The buttons of a record's card, and the modals that some of them open: a deed each, all run alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.colleagues import Colleagues
from bot.deeds import BUTTONS, SUBMISSIONS, Deed, Press
from bot.listeners import home
from bot.views.blocks import values
from bot.views.button import read_value
from bot.views.origin import kept
from bot.visit import Visit
from core.crm import Actor, Crm
from core.model import User

Listener = Callable[..., None]
# Looking at another record, or further back, leaves what was looked at where it is.
BESIDE = frozenset({"show", "history"})


def register(app: App, crm: Crm) -> None:
    """Every deed under its name; what follows a point in an action's id only makes it unique in its message."""
    for name, deed in BUTTONS.items():
        app.action(re.compile(rf"^{name}(\..+)?$"))(_pressed(crm, name, deed))
    for name, deed in SUBMISSIONS.items():
        app.view(name)(_submitted(crm, deed))


def _pressed(crm: Crm, name: str, deed: Deed) -> Listener:
    def listener(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        about = read_value(action)
        with crm.transaction(Actor(user.id, "slack")) as tx:
            reply = deed(Press(tx, user, visit.speech, tx.record(about["kind"], about["id"]), about))
        if reply.modal:
            visit.open(reply.modal)
            return
        visit.show(reply, beside=name in BESIDE)
        home.refresh(crm, user, visit)

    return listener


def _submitted(crm: Crm, deed: Deed) -> Listener:
    def listener(ack: Ack, view: dict[str, Any], user: User, visit: Visit, colleagues: Colleagues) -> None:
        about, given = kept(view), values(view)
        if "who" in given:
            colleagues.meet(visit.client, given["who"])
        with crm.transaction(Actor(user.id, "slack")) as tx:
            reply = deed(Press(tx, user, visit.speech, tx.record(about["kind"], about["id"]), about, given))
        ack()
        visit.show(reply)
        home.refresh(crm, user, visit)

    return listener
