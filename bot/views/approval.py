"""What a manager is asked to approve."""

from __future__ import annotations

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import actions, field, section, text_input
from bot.views.button import button, value
from bot.views.card import Card
from bot.views.lines import lines
from bot.views.record import outline, summary
from bot.views.record_modals import LONGEST_REASON, record_modal
from core.actions.approve import discount_given
from core.language import Language
from core.model import Record
from core.money import round_cents

NOT_APPROVED = "not_approved"


def approval_request(speech: Language, card: Card) -> Reply:
    """The quote with what it gives away, and the two buttons for as long as it waits."""
    quote = card.record
    given = round_cents(discount_given(quote)).normalize()
    said = speech.say(
        "{owner} asks for approval: {reference} gives {percent} % away.",
        owner=card.owner or speech.say("not assigned"),
        reference=quote.reference,
        percent=given,
    )
    buttons = _buttons(bare(speech), quote) if card.approval else []
    blocks = [section(said), *outline(speech, card), *lines(speech, quote), *actions(buttons)]
    return Reply(f"{said} {summary(speech, card)}", blocks)


def _buttons(language: Language, quote: Record) -> list[Block]:
    about = value(quote)
    return [
        button(language.say("Approve"), "approve", about, style="primary"),
        button(language.say("Decline"), "not_approve", about, style="danger"),
    ]


def why_not_modal(speech: Language, quote: Record) -> Block:
    """Asks a manager why not."""
    language = bare(speech)
    asked = field("reason", language.say("Why not?"), text_input(longest=LONGEST_REASON, multiline=True))
    return record_modal(language, language.say("Decline"), [asked], NOT_APPROVED, quote)
