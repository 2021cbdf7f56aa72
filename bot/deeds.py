"""What the buttons of a record do: each deed gets what was pressed, acts, and says what is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot import figures
from bot.commands.promote import promoted
from bot.record_card import card_reply
from bot.request import Reply
from bot.views.moves import NEEDS_INPUT
from bot.views.record_modals import ASSIGN, LINE, MOVE, assign_modal, line_modal, move_modal
from core.actions.advance import advance
from core.actions.assign import assign, claim
from core.actions.lines import add_line
from core.actions.promote import promote
from core.crm import Transaction
from core.errors import Changed, NotUnderstood
from core.language import Language, Term
from core.model import Record, User
from core.money import Money


@dataclass(frozen=True)
class Press:
    """A button pressed, or its modal sent, in a transaction: on which record, what it carried, what was filled in."""

    tx: Transaction
    user: User
    speech: Language
    record: Any
    about: Mapping[str, Any]
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The record's version that the person saw."""
        return int(self.about["version"])

    def card(self, record: Record, message: str, /, **values: Any) -> Reply:
        """The record as it is now, under a sentence about it."""
        said = self.speech.say(message, reference=record.reference, **values)
        return card_reply(self.tx, self.speech, record, said=said)


Deed = Callable[[Press], Reply]


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
    _check_version(press)
    revenue = Money(record.revenue, record.currency) if getattr(record, "revenue", None) else None
    return Reply(modal=move_modal(press.speech, record, chosen, revenue))


def move_with_input(press: Press) -> Reply:
    """Make the move with what the modal asked for."""
    return _advance(press, reason=press.given.get("reason"), revenue=_figure(press, "revenue", figures.amount))


def _advance(press: Press, **needed: Any) -> Reply:
    record: Any = advance(press.tx, press.record, press.about["to"], version=press.version, **needed)
    return press.card(record, "{reference} is now: {state}.", state=Term(record.state))


def next_record(press: Press) -> Reply:
    """Promote, and show what comes next."""
    made = promote(press.tx, press.record, version=press.version)
    return card_reply(press.tx, press.speech, made[-1], said=promoted(press.speech, press.record, made))


def ask_whom(press: Press) -> Reply:
    """Ask for a colleague."""
    owner = press.tx.session.get(User, press.record.owner_id) if press.record.owner_id else None
    return Reply(modal=assign_modal(press.speech, press.record, owner.slack_id if owner else None))


def give(press: Press) -> Reply:
    """Assign to whom the modal named."""
    colleague = press.tx.session.scalars(select(User).where(User.slack_id == press.given["who"])).one()
    record = assign(press.tx, press.record, colleague, version=press.version)
    return press.card(record, "{reference} now belongs to {name}.", name=colleague.name)


def take(press: Press) -> Reply:
    """Claim what nobody owns; whoever comes second is told who was first."""
    record = claim(press.tx, press.record, press.user)
    return press.card(record, "{reference} now belongs to {name}.", name=press.user.name)


def ask_line(press: Press) -> Reply:
    """Ask for a sales line."""
    _check_version(press)
    return Reply(modal=line_modal(press.speech, press.record))


def new_line(press: Press) -> Reply:
    """Add the line that was filled in."""
    given = press.given
    record = add_line(
        press.tx,
        press.record,
        given["description"],
        _figure(press, "quantity") or Decimal(0),
        _figure(press, "unit_price") or Decimal(0),
        unit=given.get("unit"),
        vat_rate=_figure(press, "vat_rate"),
        discount=_figure(press, "discount") or Decimal(0),
        version=press.version,
    )
    return press.card(record, "Added to {reference}: {description}.", description=given["description"])


def _check_version(press: Press) -> None:
    if press.version != press.record.version:
        raise Changed(
            "{reference} was changed since you looked. Here it is as it is now.", reference=press.record.reference
        )


def _figure(press: Press, name: str, read: Callable[[str], Decimal | None] = figures.number) -> Decimal | None:
    """The figure in the modal's field, None where it is empty. Raises `NotUnderstood` for that field."""
    typed = press.given.get(name)
    if not typed:
        return None
    value = read(typed.rstrip("%€ "))
    if value is None:
        raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=typed, field=name)
    return value


# By the beginning of a button's action id.
BUTTONS: dict[str, Deed] = {
    "show": show,
    "advance": move,
    "promote": next_record,
    "assign": ask_whom,
    "claim": take,
    "add_line": ask_line,
}
# By a modal's callback id.
SUBMISSIONS: dict[str, Deed] = {MOVE: move_with_input, ASSIGN: give, LINE: new_line}
