"""A button pressed on a record, or its modal sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot import figures
from bot.record_card import card_reply
from bot.request import Reply
from core.crm import Transaction
from core.errors import Changed, NotUnderstood
from core.language import Language
from core.model import Record, User


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


def check_version(press: Press) -> None:
    """Before a modal opens. Raises `Changed` where the record is no longer as the person saw it."""
    if press.version != press.record.version:
        raise Changed(
            "{reference} was changed since you looked. Here it is as it is now.", reference=press.record.reference
        )


def figure(press: Press, name: str, read: Callable[[str], Decimal | None] = figures.number) -> Decimal | None:
    """The figure in the modal's field, None where it is empty. Raises `NotUnderstood` for that field."""
    typed = press.given.get(name)
    if not typed:
        return None
    value = read(typed.rstrip("%€ "))
    if value is None:
        raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=typed, field=name)
    return value
