"""What a move needs before it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.cycle import Move
from core.errors import Missing
from core.language import Term, mark

Guard = Callable[[Any, dict[str, Any]], bool]

# By the name that a move's `needs` uses: whether it is there, and the refusal where it is not.
GUARDS: dict[str, tuple[Guard, str]] = {
    "reason": (
        lambda _record, given: bool((given.get("reason") or "").strip()),
        mark("Say why: add the reason after {reference}."),
    ),
    "lines": (
        lambda record, _given: bool(record.lines),
        mark("{reference} has no lines yet. Add one first, for example: /crm add {reference} 2 x Audit @ 450"),
    ),
    "customer": (
        lambda record, _given: bool(record.account_id or record.contact_id),
        mark("{reference} has no customer yet: it needs an account or a contact."),
    ),
    "revenue": (
        lambda record, given: bool(given.get("revenue") or record.revenue),
        mark("{reference} has no revenue yet. Add a line, or say the amount: /crm advance {reference} won 12000"),
    ),
}


def check(record: Any, move: Move, given: dict[str, Any]) -> None:
    """Raises `Missing`, naming the first thing that the move needs and that is not there."""
    for need in move.needs:
        is_there, refusal = GUARDS[need]
        if not is_there(record, given):
            raise Missing(refusal, reference=record.reference, step=Term(record.kind))
