"""Make the next record of the cycle out of one, once."""

from __future__ import annotations

from typing import Any

from core import events
from core.actions.bill import bill
from core.actions.create import create
from core.actions.guards import check_required
from core.actions.lines import LINES, bears_no_vat, settle
from core.actions.preview import ASK, Choice, preview
from core.actions.promote_lead import promote_lead
from core.crm import Transaction
from core.cycle import Step
from core.errors import IllegalMove, NotUnderstood
from core.language import Term, Terms
from core.model import (
    Invoice,
    Lead,
    Opportunity,
    Order,
    Promotion,
    Quote,
    Record,
)
from core.money import ZERO
from core.rights import check


def promote(
    tx: Transaction,
    record: Record,
    *,
    version: int | None = None,
    account: Choice = ASK,
    contact: Choice = ASK,
    opportunities: int = 1,
) -> list[Record]:
    """The records made: account, contact and opportunities of a lead, else the one that comes next.

    Of a lead's account and contact each is made, linked (an identity) or left out (None); where nobody says, they are
    made unless a strong duplicate is there. Raises `NeedsDecision` then (naming it), `IllegalMove` (naming what was
    made already), `Changed`, `ReadOnly`, `SwitchedOff`, and as `preview` does; nothing is changed then.
    """
    cycle = tx.settings.cycle
    into = cycle.after(record.kind) if hasattr(record, "state") else None
    if into is None:
        raise NotUnderstood("{reference} is the end of the cycle: nothing comes after it.", reference=record.reference)
    cycle.writable(into)
    if into == "invoice":
        return [bill(tx, record, version=version)]
    # The state is judged before the version: whoever comes second reads what was made, not that something changed.
    record = tx.lock(record)
    _check_state(tx, cycle.step(record.kind), record)
    record = tx.lock(record, version)
    check(tx, "promote", record)
    step = cycle.step(record.kind)
    check_required(step, record, step.promoted_state or "")
    if isinstance(record, Lead):
        plan = preview(tx, record, account=account, contact=contact, opportunities=opportunities)
        made = promote_lead(tx, record, plan)
    else:
        made = [follow(tx, record, into)]
    _close(tx, record)
    events.record(tx, record, "promoted", into=[each.reference for each in made])
    return made


def _check_state(tx: Transaction, step: Step, record: Any) -> None:
    if record.state == step.promoted_state or (step.kind == "quote" and made_from(tx, record)):
        raise _already(tx, record)
    if record.state not in step.promotes_from:
        raise IllegalMove(
            "{reference} is {state}; it is promoted from: {ways}.",
            reference=record.reference,
            state=Term(record.state),
            ways=Terms.of(state.name for state in step.states if state.name in step.promotes_from),
        )


def _already(tx: Transaction, record: Record) -> IllegalMove:
    made = ", ".join(each.reference for each in made_from(tx, record))
    return IllegalMove("{reference} was promoted already: {made}.", reference=record.reference, made=made)


def made_from(tx: Transaction, record: Record) -> list[Record]:
    """What the record was promoted into."""
    if isinstance(record, Lead):
        promotion = tx.session.get(Promotion, record.id)
        ids = (promotion.account_id, promotion.contact_id) if promotion else ()
        people = [tx.record(kind, id_) for kind, id_ in zip(("account", "contact"), ids, strict=False) if id_]
        return [*people, *tx.session.query(Opportunity).filter_by(lead_id=record.id).order_by(Opportunity.id)]
    origin = f"{record.kind}_id"
    models: list[Any] = [model for model in (Quote, Order, Invoice) if hasattr(model, origin)]
    return [made for model in models for made in tx.session.query(model).filter_by(**{origin: record.id})]


def _close(tx: Transaction, record: Any) -> None:
    promoted_state = tx.settings.cycle.step(record.kind).promoted_state
    if promoted_state:
        record.state = promoted_state


CARRIED = (
    "account_id",
    "contact_id",
    "customer_reference",
    "subject",
    "ship_to",
    "terms",
    "vat_scheme",
    "currency",
    "discount_rate",
    "discount",
)


def follow(tx: Transaction, record: Any, into: str) -> Record:
    """The next document: the customer, the subject and the lines, whose prices are locked from now on."""
    if into == "invoice":
        return bill(tx, record)
    fields = {name: value for name in CARRIED if (value := getattr(record, name, None)) is not None}
    if isinstance(record, Opportunity):
        fields["subject"] = record.name
    fields[f"{record.kind}_id"] = record.id
    made: Any = create(tx, into, owner_id=record.owner_id or tx.actor.user_id, **fields)
    made.lines = [LINES[into](**_carried(made, line)) for line in record.lines]
    settle(made)
    events.record(tx, made, "settled")
    return made  # type: ignore[no-any-return]


def _carried(made: Any, line: Any) -> dict[str, Any]:
    fields: dict[str, Any] = line.copied
    return fields | ({"vat_rate": ZERO} if bears_no_vat(made) else {})
