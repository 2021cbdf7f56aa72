"""Note what was delivered or done of an order."""

from __future__ import annotations

from typing import Any

from bot.deeds.press import Press, check_version, figure
from bot.request import Reply
from bot.views.fulfil_modal import fulfil_modal
from core.actions.fulfil import fulfil
from core.actions.possible import move_by
from core.language import Term


def ask(press: Press) -> Reply:
    """Ask for the quantity of each line."""
    check_version(press)
    move_by(press.tx.settings.cycle.writable("order"), press.record, "fulfil")
    return Reply(modal=fulfil_modal(press.speech, press.record))


def note(press: Press) -> Reply:
    """Note the quantities that were filled in; an empty one and 0 mean nothing yet."""
    positions = {name: int(name.removeprefix("line.")) for name in press.given if name.startswith("line.")}
    quantities = {position: quantity for name, position in positions.items() if (quantity := figure(press, name))}
    order: Any = fulfil(press.tx, press.record, quantities, version=press.version)
    return press.card(order, "{reference} is now: {state}.", state=Term(order.state))
