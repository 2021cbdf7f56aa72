"""What is true of the cycle at every moment, whoever did what."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.cycle import Cycle
from core.model import Event, Invoice, Quote
from core.money import CENT, ZERO
from core.queries.numbering import faults
from tests.machine.snapshot import STAMPS, Fields, Key

SALES = ("quote", "order", "invoice")
# What becomes of an invoice after it is closed, or of a lead that another one was merged into, is not its content.
AFTERLIFE = {
    "invoice": {"paid", "credited", "deducted_in_id", "state", "owner_id"},
    "order": {"state", "owner_id"},
    "lead": {"owner_id"},
    "quote": {"state", "owner_id", "reason", "reason_note"},
    "opportunity": {"owner_id"},
}


def check_states(cycle: Cycle, records: dict[Key, Fields]) -> None:
    """Legal states only, and no record of a step that is off."""
    for (kind, _id), record in records.items():
        if "state" in record:
            assert record["state"] in {state.name for state in cycle.step(kind).states}, (kind, record["state"])


def check_figures(session: Session) -> None:
    """Totals equal the sum of their parts, and there is one VAT for each rate."""
    for model in (Quote, Invoice):
        for sale in session.query(model):
            _check_figures(sale)


def _check_figures(sale: Any) -> None:
    totals = sale.totals
    assert totals.subtotal == sum((line.net for line in sale.lines), ZERO)
    assert totals.net == totals.subtotal - totals.discount - totals.deducted
    assert totals.net == sum((part.net for part in totals.vat_lines), ZERO)
    assert totals.vat == sum((part.vat for part in totals.vat_lines), ZERO)
    assert totals.gross == totals.net + totals.vat
    rates = [part.rate for part in totals.vat_lines]
    assert len(rates) == len(set(rates))
    for part in totals.vat_lines:
        assert abs(part.net * part.rate / 100 - part.vat) <= CENT / 2


def check_revisions(records: dict[Key, Fields]) -> None:
    """At most one live revision of each quote number."""
    live = [r["number"] for (kind, _id), r in records.items() if kind == "quote" and r["state"] in {"draft", "sent"}]
    assert max(Counter(live).values(), default=0) <= 1


def check_numbers(session: Session, configuration: Any) -> None:
    """The series of invoices and credit notes have no gap and no duplicate, and their days are in order."""
    assert list(faults(session, configuration)) == []


def check_settlement(session: Session) -> None:
    """Nobody pays or gets back more than an invoice says."""
    for invoice in session.query(Invoice):
        assert invoice.paid == sum((payment.amount for payment in invoice.payments), ZERO)
        assert ZERO <= invoice.credited <= invoice.gross
        assert invoice.paid <= invoice.gross
        if invoice.state == "draft":
            assert (invoice.number, invoice.paid) == (None, Decimal(0))


def check_closed_is_unchanged(cycle: Cycle, before: dict[Key, Fields], after: dict[Key, Fields]) -> None:
    """A closed record, and the figures of a document that left us, are as they were."""
    for key, now in after.items():
        was = before.get(key)
        if was and "state" in was and was["state"] == now["state"] and _is_frozen(cycle, key[0], was["state"]):
            ignored = STAMPS | AFTERLIFE.get(key[0], set())
            assert _without(was, ignored) == _without(now, ignored), key


def _is_frozen(cycle: Cycle, kind: str, state: str) -> bool:
    step = cycle.step(kind)
    return step.state(state).closed or (kind in SALES and state != step.first_state and kind != "order")


def _without(fields: Fields, names: set[str] | frozenset[str]) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def check_audit_trail(before: dict[Key, Fields], after: dict[Key, Fields], events: list[Event]) -> None:
    """A new record has its event, and every changed column is told by an event of its record."""
    told: dict[Key, set[str]] = {}
    for event in events:
        told.setdefault((event.record_kind, event.record_id), set()).update(event.changes)
    for key, now in after.items():
        if key not in before:
            assert key in told, key
        elif untold := _changed(before[key], now) - told.get(key, set()):
            raise AssertionError(key, untold)
    for key in before.keys() - after.keys():
        assert key in told, key


def _changed(was: Fields, now: Fields) -> set[str]:
    return {name for name, value in now.items() if name not in STAMPS | {"lines"} and was[name] != value}
