"""A lead that came in by itself, announced to those who may take it."""

from __future__ import annotations

from bot.mrkdwn import bare
from bot.request import Reply
from bot.views.blocks import actions, section
from bot.views.card import Card
from bot.views.moves import emphasise, ownership
from bot.views.record import headline, outline
from core.language import Language, Term, Verbatim


def announcement(speech: Language, card: Card, owner: str | None = None) -> Reply:
    """Who wrote, what they want and from where; whose lead it is (a Slack id), or else how to take it."""
    said = speech.say("New lead · {source}", source=Term(card.record.source))
    if owner:
        who = Verbatim(f"<@{owner}>")
        said = speech.say("New lead for {who} · {source}", who=who, source=Term(card.record.source))
    buttons = list(ownership(bare(speech), card)) if _is_to_be_had(card) else []
    emphasise(buttons)
    return Reply(f"{said} · {headline(speech, card)}", [section(said), *outline(speech, card), *actions(buttons)])


def _is_to_be_had(card: Card) -> bool:
    return not card.owner and not card.cycle.step("lead").state(card.record.state).closed
