"""The buttons under a file of leads: import, change a column, cancel, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.messages import batch as shown
from bot.views.batch import CANCEL, CHANGE, MEANING, START, UNDO, meaning_modal
from bot.views.blocks import values
from bot.views.button import read_value
from bot.views.origin import kept
from bot.visit import Visit
from core.actions.batches import cancel_batch, change_meaning, locked, start_batch
from core.actions.undo_batch import start_undo
from core.crm import Actor, Crm, Transaction
from core.model import Batch, User
from core.rights import check

DEEDS: dict[str, Callable[[Transaction, Batch], Batch]] = {
    START: start_batch,
    CANCEL: cancel_batch,
    UNDO: start_undo,
}


def register(app: App, crm: Crm) -> None:
    """One listener a button. Whoever clicks sees at once what became of the file, in the place of the buttons."""
    for name, deed in DEEDS.items():
        app.action(name)(_pressed(crm, deed))

    @app.action(CHANGE)
    def ask(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.look(Actor(user.id, "slack")) as tx:
            check(tx, "import")
            view = meaning_modal(visit.speech, tx.session.get_one(Batch, read_value(action)["batch"]))
        visit.open(view)

    @app.view(MEANING)
    def change(ack: Ack, view: dict[str, Any], user: User) -> None:
        given = values(view)
        with crm.transaction(Actor(user.id, "slack")) as tx:
            batch = locked(tx, kept(view)["batch"])
            heading = batch.columns[int(given["column"])]["heading"]
            change_meaning(tx, batch, heading, given["meaning"])
        ack()


def _pressed(crm: Crm, deed: Callable[[Transaction, Batch], Batch]) -> Callable[..., None]:
    def listener(ack: Ack, action: dict[str, Any], user: User, visit: Visit) -> None:
        ack()
        with crm.transaction(Actor(user.id, "slack")) as tx:
            reply = shown(tx, deed(tx, locked(tx, read_value(action)["batch"])))
        visit.replace(reply)

    return listener
