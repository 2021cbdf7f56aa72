"""Promote a record, at once or by the form that asks what a lead shall become."""

from __future__ import annotations

from bot.deeds.press import Press
from bot.promotion import promotion
from bot.request import Reply
from bot.views.promotion_modal import chosen


def promote_at_once(press: Press) -> Reply:
    """Promote; where a person must decide first, the form opens."""
    return promotion(press.tx, press.speech, press.record, version=press.version)


def promote_as_chosen(press: Press) -> Reply:
    """Promote as the form says."""
    return promotion(press.tx, press.speech, press.record, version=press.version, **chosen(press.given))
