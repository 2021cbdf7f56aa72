"""Change what a record sells."""

from __future__ import annotations

from decimal import Decimal

from bot.deeds.press import Press, check_version, figure
from bot.request import Reply
from bot.views.record_modals import line_modal
from core.actions.lines import add_line


def ask_line(press: Press) -> Reply:
    """Ask for a sales line."""
    check_version(press)
    return Reply(modal=line_modal(press.speech, press.record))


def new_line(press: Press) -> Reply:
    """Add the line that was filled in."""
    given = press.given
    record = add_line(
        press.tx,
        press.record,
        given["description"],
        figure(press, "quantity") or Decimal(0),
        figure(press, "unit_price") or Decimal(0),
        unit=given.get("unit"),
        vat_rate=figure(press, "vat_rate"),
        discount=figure(press, "discount") or Decimal(0),
        version=press.version,
    )
    return press.card(record, "Added to {reference}: {description}.", description=given["description"])
