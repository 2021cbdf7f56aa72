"""Keep a copy of another system's order or invoice: its state, its figures and its number, as that system has them.

One row for each (system, id). The other system's own time decides which of two messages is the newer; of two with
the same time, the one that arrives later. Figures are kept as given and never worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import func, inspect, select

from core import events, rights
from core.actions.handed_over import STATE as OUR_OWN
from core.actions.handed_over import linked, refuse
from core.actions.lines import LINES
from core.actions.their_customer import account_of, as_billed
from core.crm import Transaction
from core.cycle import Step
from core.errors import IllegalMove, Missing, NotUnderstood
from core.identity import plain_words
from core.language import Term, Terms
from core.model import RECORDS
from core.money import ZERO
from core.theirs import TheirDocument, TheirInvoice, TheirVat

Result = Literal["created", "updated", "unchanged", "ignored"]
# Fields that are copied under their own names; an empty figure is one that was not given.
TEXTS = ("subject", "customer_reference", "ordered_on", "issued_on", "due_on")
FIGURES = ("number", "currency", "type", "subtotal", "discount", "deducted", "net", "vat", "gross", "paid", "credited")
NEEDED = ("number", "customer", "net", "vat", "gross")
LINE = ("description", "details", "quantity", "unit", "unit_price", "discount", "vat_rate", "nature", "fulfilled")


@dataclass(frozen=True)
class Copied:
    """The record, and what the message did to it."""

    record: Any
    result: Result


def mirror(tx: Transaction, kind: str, system: str, external_id: str, theirs: TheirDocument) -> Copied:
    """Take over what another system says of its document.

    Raises `Forbidden`, `SwitchedOff`, `IllegalMove` where the step is made here, `NotUnderstood` for a state that is
    none of ours, `Missing` for a first copy without number, customer or figures; nothing is changed then.
    """
    rights.check(tx, "mirror")
    step = _mirrored(tx, kind)
    state = _state(tx, step, theirs.state)
    _one_at_a_time(tx, system)
    known = _known(tx, kind, system, external_id)
    if isinstance(theirs, TheirInvoice) and theirs.filon:
        known = linked(tx, theirs.filon, known, system)
    if known is not None and known.external_updated_at and theirs.updated_at < known.external_updated_at:
        return Copied(known, "ignored")
    if known is not None and state == step.first_state != known.state and step.mode == "export":
        return _returned(tx, known, theirs)
    record = known if known is not None else _new(kind, theirs)
    lines = _copy(tx, record, theirs, state)
    record.external_system, record.external_id = system, external_id
    return Copied(record, _told(tx, record, theirs, lines, is_new=known is None))


def _mirrored(tx: Transaction, kind: str) -> Step:
    step = tx.settings.cycle.step(kind)
    if step.mode not in {"mirror", "export"}:
        raise IllegalMove(
            "Nothing is mirrored in this step: {step}. Its mode is {mode}: [cycle.{kind}] in filon.toml.",
            step=Term(kind),
            mode=step.mode,
            kind=kind,
        )
    return step


def _state(tx: Transaction, step: Step, given: str) -> str:
    """Ours, by its name however it is spelt, or by the company's own table of their names."""
    ours = {_plain(state.name): state.name for state in step.states if state.name != OUR_OWN}
    section = getattr(tx.settings.configuration.cycle, step.kind)
    theirs = {_plain(name): state for name, state in section.states.items()}
    state = theirs.get(_plain(given)) or ours.get(_plain(given))
    if state is None or state not in ours.values():
        raise NotUnderstood(
            "“{state}” is no state of this step. There are: {states}. "
            "What the other system calls them stands under [cycle.{kind}.states] in filon.toml.",
            state=given,
            states=Terms.of(ours.values()),
            kind=step.kind,
            field="state",
        )
    return state


def _plain(name: str) -> str:
    return " ".join(plain_words(re.sub(r"[_-]", " ", name)))


def _one_at_a_time(tx: Transaction, system: str) -> None:
    """Two first messages at once must not make two rows, nor two accounts of one customer. SQLite has one writer."""
    if tx.session.get_bind().dialect.name == "postgresql":
        tx.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"mirror:{system}"))))


def _known(tx: Transaction, kind: str, system: str, external_id: str) -> Any:
    model: Any = RECORDS[kind]
    wanted = select(model).where(model.external_system == system, model.external_id == external_id)
    found = tx.session.scalar(wanted)
    return None if found is None else tx.lock(found)


def _returned(tx: Transaction, invoice: Any, theirs: Any) -> Copied:
    """They refuse what we handed over. What they have numbered is corrected by a credit note instead."""
    if invoice.external_id or invoice.state != OUR_OWN:
        raise IllegalMove("{reference} was issued: it can be credited, but not refused.", reference=invoice.reference)
    return Copied(refuse(tx, invoice, theirs.reason or theirs.state), "updated")


def _new(kind: str, theirs: TheirDocument) -> Any:
    for name in NEEDED:
        if getattr(theirs, name) is None:
            raise Missing("A first copy needs this field: {field}.", field=name)
    model: Any = RECORDS[kind]
    return model(discount=ZERO, vat_lines=[], currency=theirs.currency)


def _copy(tx: Transaction, record: Any, theirs: TheirDocument, state: str) -> dict[str, Any]:
    """Write what differs, and return the lines before and after where they do."""
    if theirs.customer is not None:
        _copy_customer(tx, record, theirs)
    given = theirs.model_fields_set
    fields = {name: getattr(theirs, name) for name in TEXTS if name in given}
    fields |= {name: value for name in FIGURES if name in given and (value := getattr(theirs, name)) is not None}
    if theirs.vat_lines is not None:
        fields["vat_lines"] = [_vat(part) for part in theirs.vat_lines]
    elif not _still_fits(record, theirs):
        fields["vat_lines"] = []
    if "net" in fields and "subtotal" not in fields:
        taken_off = (fields.get(name) or getattr(record, name, None) or ZERO for name in ("discount", "deducted"))
        fields["subtotal"] = sum(taken_off, fields["net"])
    for name, value in (fields | {"state": state}).items():
        if getattr(record, name) != value:
            setattr(record, name, value)
    return _copy_lines(record, theirs)


def _still_fits(record: Any, theirs: TheirDocument) -> bool:
    """Whether the VAT by rate that an earlier message gave agrees with the sums and the lines of this one."""
    parts: Any = record.vat_lines
    lines: Any = getattr(theirs, "lines", None)
    rates = {Decimal(part["rate"]) for part in parts}
    return (lines is None or rates == {line.vat_rate for line in lines}) and all(
        given is None or given == sum((Decimal(part[name]) for part in parts), ZERO)
        for name, given in (("net", theirs.net), ("vat", theirs.vat))
    )


def _vat(part: TheirVat) -> dict[str, str]:
    """As `Sale` keeps it; 20 and 20.00 are one rate, written in one way."""
    return {"rate": f"{part.rate.normalize():f}", "net": f"{part.net:.2f}", "vat": f"{part.vat:.2f}"}


def _copy_customer(tx: Transaction, record: Any, theirs: Any) -> None:
    """An account that was found once stays, however it is renamed here, until their customer is another."""
    billed = as_billed(theirs.customer)
    if billed != record.bill_to or theirs.customer.reference:
        account = account_of(tx, theirs.customer, theirs.number or "")
        if record.account_id is None:
            record.owner_id, record.language = account.owner_id, account.language
        if record.account_id != account.id:
            # The column too: the trail notes columns, and a relationship alone sets its column after it has looked.
            record.account, record.account_id = account, account.id
    if billed != record.bill_to:
        record.bill_to = billed


def _copy_lines(record: Any, theirs: Any) -> dict[str, Any]:
    if theirs.lines is None:
        return {}
    before, given = [*map(_line, record.lines)], [*map(_line, theirs.lines)]
    if before == given:
        return {}
    # Lines keep their identity by their place, because a line of ours knows which line of the order it bills.
    del record.lines[len(given) :]
    for place, line in enumerate(given):
        if place == len(record.lines):
            record.lines.append(LINES[record.kind](position=place + 1))
        for name, value in line.items():
            setattr(record.lines[place], name, value)
    return {"lines": [_written(before), _written(given)]}


def _line(line: Any) -> dict[str, Any]:
    """What is copied of a line, of theirs or of ours."""
    return {name: getattr(line, name) for name in LINE if hasattr(line, name)} | {"net_as_given": line.net}


def _written(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: str(v) if isinstance(v, Decimal) else v for name, v in line.items()} for line in lines]


def _told(tx: Transaction, record: Any, theirs: TheirDocument, lines: dict[str, Any], *, is_new: bool) -> Result:
    """Note the change in the audit trail; a message that says nothing new leaves no trace but its time."""
    tx.session.add(record)
    is_changed = is_new or bool(lines) or events.is_untold(tx, record)
    if record.external_updated_at != theirs.updated_at:
        record.external_updated_at = theirs.updated_at
    if is_changed:
        events.record(tx, record, "mirrored", system=record.external_system, **lines)
    elif inspect(record).modified:
        tx.session.flush()
    return "created" if is_new else "updated" if is_changed else "unchanged"
