"""Ask for a manager's approval, give it, decline it."""

from __future__ import annotations

from bot.commands.approve import said_approved
from bot.deeds.press import Press, check_version
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.approval import why_not_modal
from core.actions.approve import approve, ask_approval, decline_approval


def ask(press: Press) -> Reply:
    """Ask the managers; the job that follows tells them."""
    quote = ask_approval(press.tx, press.record, version=press.version)
    return press.card(quote, "The managers are asked to approve {reference}. You are told what they say.")


def give(press: Press) -> Reply:
    """Approve it."""
    quote = approve(press.tx, press.record, version=press.version)
    return card_reply(press.tx, press.speech, quote, said=said_approved(press.speech, quote))


def ask_why_not(press: Press) -> Reply:
    """Ask the manager for the reason."""
    check_version(press)
    return Reply(modal=why_not_modal(press.speech, press.record))


def decline(press: Press) -> Reply:
    """Decline it; the job that follows tells the owner."""
    quote = decline_approval(press.tx, press.record, press.given.get("reason", ""), version=press.version)
    return press.card(quote, "{reference} is not approved. Its owner is told why.")
