"""The buttons of verbs that do more than move a record: which they are, and when each is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.request import Block
from bot.views.billing_buttons import is_billable, is_creditable, is_payable
from bot.views.blocks import confirm
from bot.views.button import button, value
from bot.views.card import Card
from core.actions.change import is_open
from core.actions.discount import DISCOUNTED
from core.cycle import Step
from core.language import Language, Term, mark


@dataclass(frozen=True)
class VerbButton:
    """A verb's button. Its action id is the verb, under which `bot/deeds` has what it does.

    `warning` is what is asked before it is done. It is shown where the cycle has a move of this verb from the
    record's state, unless `shown` decides instead.
    """

    verb: str
    label: str
    shown: Callable[[Card, Step], bool] | None = None
    style: str = ""
    warning: str = ""


NEVER_BACK = mark("{reference} is deleted for good. This cannot be undone.")


def _is_draft(card: Card, step: Step) -> bool:
    return step.kind in DISCOUNTED and bool(card.record.state == step.first_state)


def _takes_discount(card: Card, step: Step) -> bool:
    bills = any(getattr(card.record, name, None) for name in ("order_id", "corrects_id")) and step.kind == "invoice"
    return _is_draft(card, step) and bool(card.record.lines) and not bills


def _is_deletable(card: Card, step: Step) -> bool:
    return _is_draft(card, step) and not (step.kind == "invoice" and card.record.number)


# In the order in which they stand on a card.
VERB_BUTTONS: tuple[VerbButton, ...] = (
    VerbButton("approve", mark("Approve"), lambda card, _step: card.approval == "give"),
    VerbButton("bill", mark("Bill"), is_billable, style="primary"),
    VerbButton("deposit", mark("Deposit"), is_billable),
    VerbButton("pay", mark("Payment"), is_payable),
    VerbButton("credit", mark("Credit note"), is_creditable),
    VerbButton("revise", mark("Revise")),
    VerbButton("fulfil", mark("Fulfil in part")),
    VerbButton("discount", mark("Discount"), _takes_discount),
    VerbButton("edit", mark("Edit"), lambda card, step: is_open(step, card.record)),
    VerbButton("photo", mark("Photo"), lambda card, _step: card.has_photo),
    VerbButton("duplicates", mark("Duplicates"), lambda card, _step: bool(card.duplicates)),
    VerbButton("delete", mark("Delete"), _is_deletable, style="danger", warning=NEVER_BACK),
)
# What can be done here about a record that another system owns: make our own document of it.
ON_MIRRORED = frozenset({"bill", "deposit"})


def verb_buttons(language: Language, card: Card, step: Step) -> Iterator[Block]:
    """The buttons that the record's state allows."""
    for each in VERB_BUTTONS:
        if _is_shown(each, card, step):
            text = language.say(each.label)
            label = f"{text} ({card.record.reference})"
            asked = _confirm(language, card, each) if each.warning else None
            yield button(text, each.verb, value(card.record), style=each.style, label=label, confirm=asked)


def _confirm(language: Language, card: Card, each: VerbButton) -> Block:
    title = language.say("{move}: {reference}", move=Term(each.label), reference=card.record.reference)
    warning = language.say(each.warning, reference=card.record.reference)
    return confirm(title, warning, language.say(each.label), language.say("Not now"))


def _is_shown(each: VerbButton, card: Card, step: Step) -> bool:
    if step.mode == "mirror" and each.verb not in ON_MIRRORED:
        return False
    if each.shown:
        return each.shown(card, step)
    return step.made_by(each.verb, card.record.state) is not None
