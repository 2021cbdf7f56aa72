"""A record's card: what matters of it, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.belongings import belongings
from bot.views.blocks import HEADER, actions, clip, context, fields, header, plain
from bot.views.card import Card
from bot.views.duplicate_warning import warning
from bot.views.facts import facts
from bot.views.history import history
from bot.views.lines import lines
from bot.views.moves import moves
from bot.views.noun import noun, state
from bot.views.overdue import overdue
from bot.views.show import SEPARATOR, show_button
from bot.views.tasks import task_cards
from core.language import Language
from core.model import Record

MOST_LINKED = 8


def record_card(speech: Language, card: Card) -> list[Block]:
    """The card's blocks, for messages and modals alike."""
    return [
        *outline(speech, card),
        *lines(speech, card.record),
        *actions(moves(speech, card)),
        *belongings(speech, card),
        *_linked(speech, card),
        *task_cards(speech, card.tasks, card.today),
        *history(speech, card),
    ]


def outline(speech: Language, card: Card) -> list[Block]:
    """What the record is, without anything to do about it."""
    return [
        *_title(card.record),
        context(summary(speech, card)),
        *warning(speech, card.record, card.duplicates),
        *fields(list(facts(speech, card.record))),
    ]


def summary(speech: Language, card: Card) -> str:
    """What the record is, in what state, whose: one line of escaped markup."""
    record = card.record
    parts = [f"{noun(speech, record)} *{speech.write(record.reference)}*"]
    if named := state(record):
        parts.append(speech.write(named))
    if record.kind == "invoice" and (late := overdue(speech, card.today, record)):
        parts.append(late)
    if record.kind == "product":
        parts.append(speech.say("for sale") if record.is_active else speech.say("retired"))
    else:
        parts.append(speech.write(card.owner) if card.owner else speech.say("not assigned"))
    return SEPARATOR.join(parts)


def headline(speech: Language, card: Card) -> str:
    """The card as one line of text, for notifications and screen readers."""
    title = clip(card.record.title, HEADER)
    return SEPARATOR.join(filter(None, (summary(speech, card), speech.write(title))))


def _title(record: Record) -> Iterator[Block]:
    title = record.title or record.reference
    yield header(title)
    if len(title) > HEADER:
        # A header holds 150 characters; the whole title follows it, as a text without markup.
        yield {"type": "section", "text": plain(title, 3000)}


def _linked(speech: Language, card: Card) -> Iterator[Block]:
    yield from actions([show_button(bare(speech), record, named=True) for record in card.linked[:MOST_LINKED]])
