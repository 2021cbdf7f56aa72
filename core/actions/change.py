"""Change fields of a record."""

from __future__ import annotations

from typing import Any

from core import events
from core.actions.create import RULES
from core.actions.editable import FIELDS
from core.actions.offer import kept, shown, spoken
from core.actions.way_out import PARTLY, read_only
from core.crm import Transaction
from core.cycle import Step
from core.errors import Missing
from core.language import Term
from core.model import Account, Record
from core.queries import search
from core.queries.customers import about
from core.rights import check

# A lead, an opportunity and an order are worked on while they are open; what is sent or issued stays as it was read.
OPEN_WHILE_OPEN = frozenset({"lead", "opportunity", "order"})


def change(tx: Transaction, record: Record, /, *, version: int | None = None, **fields: Any) -> Record:
    """The record with new values; an empty one clears its field. What changes nothing leaves no trace.

    An opportunity without a typed revenue or probability has its lines' and its stage's again. Raises
    `NotUnderstood` and `Missing` (naming the field in `values["field"]`), `ReadOnly`, `Forbidden`, `Changed`.
    """
    if record.kind in tx.settings.cycle.steps:
        tx.settings.cycle.writable(record.kind)
    record = tx.lock(record, version)
    check(tx, "catalogue" if record.kind == "product" else "change", record)
    _check_open(tx, record, fields)
    checked = {name: _checked(tx, record, name, value) for name, value in fields.items()}
    _check_something_left(record, checked)
    for name, value in checked.items():
        FIELDS[record.kind][name].put(tx, record, name, value)
    if events.is_untold(tx, record):
        events.record(tx, record, "changed")
        _find_under_new_name(tx, record, checked)
    return record


def _checked(tx: Transaction, record: Any, name: str, value: Any) -> Any:
    is_empty = value is None or (isinstance(value, str) and not value.strip())
    if not is_empty or name not in FIELDS[record.kind]:
        return kept(tx, record.kind, record, name, value)
    if FIELDS[record.kind][name].required:
        raise Missing("This cannot be empty: {name}.", name=Term(spoken(name)), field=name)
    return None


def _check_something_left(record: Any, checked: dict[str, Any]) -> None:
    """What a new record of the kind needs one of, a changed one still needs."""
    rule = RULES[record.kind]
    emptied = [name for name in rule.any_of if name in checked]
    if emptied and not any(checked.get(name, getattr(record, name)) for name in rule.any_of):
        raise Missing(rule.refusal, field=emptied[0])


def _check_open(tx: Transaction, record: Any, fields: dict[str, Any]) -> None:
    if not hasattr(record, "state"):
        return
    step = tx.settings.cycle.step(record.kind)
    if not is_open(step, record):
        raise read_only(step, record)
    is_frozen = record.state not in step.states_with_open_figures or getattr(record, "type", "invoice") != "invoice"
    figures = [name for name, field in FIELDS[record.kind].items() if field.is_figure and name in fields]
    if is_frozen and figures:
        raise read_only(step, record, PARTLY, fields=shown(figures), field=figures[0])


def is_open(step: Step, record: Any) -> bool:
    """Whether fields of the record can be changed in its present state."""
    states = step.open_states if step.kind in OPEN_WHILE_OPEN else (step.first_state,)
    return record.state in states


def _find_under_new_name(tx: Transaction, record: Any, checked: dict[str, Any]) -> None:
    """People and sales are found by their customer's name, too."""
    if isinstance(record, Account) and "name" in checked:
        tx.session.flush()
        for other in about(tx.session, record):
            search.index(tx.session, other)
