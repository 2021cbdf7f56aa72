"""/crm advance: move a record along its states."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot import words
from bot.example import Example
from bot.figures import amount
from bot.outcome import outcome
from bot.reasons import reason_and_note
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.advance import advance
from core.language import Term, mark
from core.model import Record

NAME = Word("advance", ("advance",), ("avancer",))
HELP = mark(
    "Move a record to its next state, or to the one you name. Won may be followed by the amount, lost by the reason."
)
EXAMPLES: tuple[Example, ...] = (
    Example("advance L-42", "avancer L-42"),
    Example("advance O-17 negotiate", "avancer O-17 négociation"),
    Example("advance O-17 won 12 k€", "avancer O-17 gagné 12 k€"),
    Example("advance O-17 lost too expensive", "avancer O-17 perdu trop cher"),
    Example("advance DV-2026-0042 sent", "avancer DV-2026-0042 envoyé", "quote"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Make the move and show the record as it is now."""
    record, rest = record_and_rest(request)
    to, rest = _state(request, record, rest)
    revenue = amount(rest) if rest else None
    reason, note = (None, None) if revenue else reason_given(request, record, rest)
    advanced: Any = advance(request.tx, record, to, reason=reason, note=note, revenue=revenue)
    return outcome(request.tx, request.language, advanced, moved(request, advanced))


def reason_given(request: Request, record: Record, said: str) -> tuple[str | None, str | None]:
    """One of the reasons of the record's step, and the rest of what was said as a note."""
    step = request.tx.settings.cycle.steps.get(record.kind)  # type: ignore[call-overload]
    return reason_and_note(step, said) if step else (said, None)


def moved(request: Request, record: Any) -> str:
    """That the record has a new state, in a sentence."""
    return request.language.say("{reference} is now: {state}.", reference=record.reference, state=Term(record.state))


def _state(request: Request, record: Record, text: str) -> tuple[str | None, str]:
    """The state that the text begins with, if it does; an amount alone is about the usual move."""
    if not text or not hasattr(record, "state") or _is_amount(amount(text)):
        return None, text
    step = request.tx.settings.cycle.step(record.kind)
    states = [words.term(state.name) for state in step.states]
    return words.choose_beginning(text, states, request.language)


def _is_amount(value: Decimal | None) -> bool:
    return value is not None
