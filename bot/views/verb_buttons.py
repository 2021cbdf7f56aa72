"""The buttons of verbs that do more than move a record: which they are, and when each is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.request import Block
from bot.views.billing_buttons import is_billable, is_creditable, is_payable
from bot.views.button import button, value
from bot.views.card import Card
from core.actions.change import is_open
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
    VerbButton("bill", mark("Bill"), is_billable, style="primary"),
    VerbButton("deposit", mark("Deposit"), is_billable),
    VerbButton("pay", mark("Payment"), is_payable),
    VerbButton("credit", mark("Credit note"), is_creditable),
    VerbButton("edit", mark("Edit"), lambda card, step: is_open(step, card.record)),
    VerbButton("duplicates", mark("Duplicates"), lambda card, _step: bool(card.duplicates)),
)
# What can be done here about a record that another system owns: make our own document of it.
ON_MIRRORED = frozenset({"bill", "deposit"})


def verb_buttons(language: Language, card: Card, step: Step) -> Iterator[Block]:
    """The buttons that the record's state allows."""
    for each in VERB_BUTTONS:
        if _is_shown(each, card, step):
            text = language.say(each.label)
            label = f"{text} ({card.record.reference})"
            yield button(text, each.verb, value(card.record), style=each.style, label=label)


def _is_shown(each: VerbButton, card: Card, step: Step) -> bool:
    if step.mode == "mirror" and each.verb not in ON_MIRRORED:
        return False
    if each.shown:
        return each.shown(card, step)
    return step.made_by(each.verb, card.record.state) is not None
