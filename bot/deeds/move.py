"""Move a record, look at another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot import figures
from bot.deeds.press import Press, check_version, figure
from bot.outcome import outcome
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.moves import NEEDS_INPUT
from bot.views.record_modals import Known, move_modal
from core.actions.advance import advance
from core.language import Term
from core.money import Money


def show(press: Press) -> Reply:
    """Another record's card with its history."""
    return card_reply(press.tx, press.speech, press.record, history=True)


def move(press: Press) -> Reply:
    """Make the move, or ask first for what it needs."""
    record = press.record
    step = press.tx.settings.cycle.writable(record.kind)
    chosen = step.move(record.state, press.about["to"])
    if not NEEDS_INPUT & {*chosen.needs}:
        return _advance(press)
    check_version(press)
    typed = press.about.get("revenue") or getattr(record, "revenue", None)
    revenue = Money(Decimal(typed), record.currency) if typed else None
    return Reply(modal=move_modal(press.speech, record, chosen, Known(step.reasons, revenue)))


def move_with_input(press: Press) -> Reply:
    """Make the move with what the modal asked for."""
    given = press.given
    revenue = figure(press, "revenue", figures.amount)
    return _advance(press, reason=given.get("reason"), note=given.get("note"), revenue=revenue)


def _advance(press: Press, **needed: Any) -> Reply:
    record: Any = advance(press.tx, press.record, press.about["to"], version=press.version, **needed)
    said = press.speech.say("{reference} is now: {state}.", reference=record.reference, state=Term(record.state))
    return outcome(press.tx, press.speech, record, said)
