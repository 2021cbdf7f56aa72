"""What a move needs before it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.actions.approve import is_approved
from core.actions.issue import is_covered
from core.crm import Transaction
from core.cycle import OTHER, Move, Step
from core.errors import Forbidden, Missing, SalesError
from core.language import Term, Terms, mark
from core.queries.billing import billed
from core.rights import MANAGERS, SYSTEM

Guard = Callable[[Transaction, Any, dict[str, Any]], bool]


def _has_reason(_tx: Transaction, _record: Any, given: dict[str, Any]) -> bool:
    reason, note = given.get("reason"), (given.get("note") or "").strip()
    return bool(note if reason == OTHER else reason or note)


# By the name that a move's `needs` uses: whether it is there, and the refusal where it is not.
GUARDS: dict[str, tuple[Guard, type[SalesError], str]] = {
    "reason": (
        _has_reason,
        Missing,
        mark("Say why, after {reference}: {reasons}, or in your own words."),
    ),
    "lines": (
        lambda _tx, record, _given: bool(record.lines),
        Missing,
        mark("{reference} has no lines yet. Add one first, for example: /crm add {reference} 2 x Audit @ 450"),
    ),
    "customer": (
        lambda _tx, record, _given: bool(record.account_id or record.contact_id),
        Missing,
        mark("{reference} has no customer yet: it needs an account or a contact."),
    ),
    "revenue": (
        lambda _tx, record, given: bool(given.get("revenue") or record.revenue),
        Missing,
        mark("{reference} has no revenue yet. Add a line, or say the amount: /crm advance {reference} won 12000"),
    ),
    "approval": (
        lambda tx, record, _given: is_approved(tx, record),
        Forbidden,
        mark("The discount of {reference} is above what you may give. Ask a manager for: /crm approve {reference}"),
    ),
    "manager": (
        lambda tx, _record, _given: tx.role in MANAGERS | {SYSTEM},
        Forbidden,
        mark("{reference} has expired: only a manager can still accept it. Or revise it: /crm revise {reference}"),
    ),
    "covered": (
        is_covered,
        Forbidden,
        mark("{reference} gives back more than is left of its invoice. Delete it, and credit what is left."),
    ),
    "nothing billed": (
        lambda tx, record, _given: not billed(tx.session, record),
        Forbidden,
        mark("{reference} has invoices already. Credit them first, or leave the order as it is."),
    ),
}


def check(tx: Transaction, step: Step, record: Any, move: Move, given: dict[str, Any]) -> None:
    """Raises `Missing` or `Forbidden`, naming the first thing that the move needs and that is not there."""
    for need in move.needs:
        is_there, kind, refusal = GUARDS[need]
        if not is_there(tx, record, given):
            raise kind(refusal, reference=record.reference, step=Term(record.kind), reasons=Terms.of(step.reasons))
    check_required(step, record, move.end)


def check_required(step: Step, record: Any, state: str) -> None:
    """Raises `Missing`, naming the first field that the company wants filled before this state and that is empty."""
    for name in step.required.get(state, ()):
        if getattr(record, name, None) in (None, "", 0):
            raise Missing(
                "{reference} cannot become {state} yet: your company wants this filled first: {field}.",
                reference=record.reference,
                state=Term(state),
                field=Term(name.replace("_", " ")),
            )
