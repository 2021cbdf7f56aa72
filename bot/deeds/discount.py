"""Give a discount on a whole document."""

from __future__ import annotations

from bot.commands.discount import discounted
from bot.deeds.press import Press, check_version
from bot.discounts import read_discount
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.discount_modal import discount_modal
from core.actions.discount import give_discount


def ask(press: Press) -> Reply:
    """Ask for it."""
    check_version(press)
    return Reply(modal=discount_modal(press.speech, press.record))


def give(press: Press) -> Reply:
    """Give what was filled in."""
    rate, amount = read_discount(press.given["discount"])
    record = give_discount(press.tx, press.record, rate=rate, amount=amount, version=press.version)
    return card_reply(press.tx, press.speech, record, said=discounted(press.speech, record))
