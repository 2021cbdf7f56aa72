"""The buttons of verbs that do more than move a record: which they are, and when each is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.request import Block
from bot.views.button import button, value
from bot.views.card import Card
from core.cycle import Step
from core.language import Language, mark


@dataclass(frozen=True)
class VerbButton:
    """A verb's button. Its action id is the verb, under which `bot/deeds` has what it does.

    It is shown where the cycle has a move of this verb from the record's state, unless `shown` decides instead.
    """

    verb: str
    label: str
    shown: Callable[[Card, Step], bool] | None = None
    style: str = ""


# In the order in which they stand on a card.
VERB_BUTTONS: tuple[VerbButton, ...] = (
    VerbButton("duplicates", mark("Duplicates"), lambda card, _step: bool(card.duplicates)),
)


def verb_buttons(language: Language, card: Card, step: Step) -> Iterator[Block]:
    """The buttons that the record's state allows."""
    for each in VERB_BUTTONS:
        if _is_shown(each, card, step):
            text = language.say(each.label)
            label = f"{text} ({card.record.reference})"
            yield button(text, each.verb, value(card.record), style=each.style, label=label)


def _is_shown(each: VerbButton, card: Card, step: Step) -> bool:
    if each.shown:
        return each.shown(card, step)
    return step.made_by(each.verb, card.record.state) is not None
