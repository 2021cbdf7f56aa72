"""What a record is called, and its state: a credit note is kept as an invoice, but nobody calls it one."""

from __future__ import annotations

from typing import Any

from core.language import Language, Term, mark

# What it means for a credit note to be issued or paid: something is due to the customer, or nothing is any more.
STATES = {"issued": mark("due to the customer"), "paid": mark("settled")}


def noun(language: Language, record: Any) -> str:
    """As in “Quote”, to begin a line with."""
    return language.say("credit note" if _is_credit_note(record) else record.kind).capitalize()


def state(record: Any) -> Term | None:
    """The state in words; None for a record that has none."""
    name: str | None = getattr(record, "state", None)
    if not name:
        return None
    return Term(STATES.get(name, name) if _is_credit_note(record) else name)


def _is_credit_note(record: Any) -> bool:
    return getattr(record, "type", None) == "credit_note"
