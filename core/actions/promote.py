"""Make the next record of the cycle out of one, once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError

from core import events
from core.actions.bill import bill
from core.actions.create import create
from core.actions.lines import LINES, bears_no_vat, settle
from core.crm import Transaction
from core.cycle import Step
from core.errors import IllegalMove, NotUnderstood
from core.language import Term, Terms
from core.model import (
    Account,
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
    tx: Transaction, record: Record, *, version: int | None = None, account_id: int | None = None
) -> list[Record]:
    """The records made: account, contact and opportunity of a lead, else the one that comes next.

    `account_id` links a lead to an account that exists instead of making one. Raises `IllegalMove` (naming what
    was made already), `Changed`, `ReadOnly`, `SwitchedOff`; nothing is changed then.
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
    made = _promote_lead(tx, record, account_id) if isinstance(record, Lead) else [follow(tx, record, into)]
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


def _promote_lead(tx: Transaction, lead: Lead, account_id: int | None) -> list[Record]:
    promotion = Promotion(lead_id=lead.id, user_id=tx.actor.user_id)
    tx.session.add(promotion)
    try:
        tx.session.flush()
    except IntegrityError as error:
        # Locks make this rare; the key is what makes it impossible.
        raise IllegalMove("{reference} was promoted already.", reference=lead.reference) from error
    owner_id = lead.owner_id or tx.actor.user_id
    account = tx.session.get_one(Account, account_id) if account_id else _account(tx, lead, owner_id)
    contact = _contact(tx, lead, account, owner_id)
    opportunity = _opportunity(tx, lead, account, contact, owner_id)
    promotion.account_id = account.id if account else None
    promotion.contact_id = contact.id if contact else None
    lead.owner_id = owner_id
    return [record for record in (account, contact, opportunity) if record]


def _language(tx: Transaction, lead: Lead) -> str:
    """The customer's language as far as we can tell: the country's, else the company's own."""
    company = tx.settings.configuration.company
    if lead.country:
        return "fr" if lead.country in FRENCH_SPEAKING else "en"
    return company.language


FRENCH_SPEAKING = frozenset({"FR", "BE", "CH", "LU", "MC"})


def _account(tx: Transaction, lead: Lead, owner_id: int | None) -> Record | None:
    if not lead.company:
        return None
    return create(
        tx,
        "account",
        name=lead.company,
        siren=lead.siren,
        website=lead.website,
        phone=lead.phone,
        address=lead.address,
        country=lead.country,
        language=_language(tx, lead),
        owner_id=owner_id,
    )


PERSONAL = ("salutation", "first_name", "last_name", "job_title", "email", "phone", "mobile", "address", "country")


def _contact(tx: Transaction, lead: Lead, account: Record | None, owner_id: int | None) -> Record | None:
    if account and not (lead.full_name or lead.email):
        return None
    fields = {name: getattr(lead, name) for name in PERSONAL}
    return create(tx, "contact", account_id=account.id if account else None, owner_id=owner_id, **fields)


def _opportunity(
    tx: Transaction, lead: Lead, account: Record | None, contact: Record | None, owner_id: int | None
) -> Record:
    return create(
        tx,
        "opportunity",
        name=lead.topic or lead.company or lead.title,
        account_id=account.id if account else None,
        contact_id=contact.id if contact else None,
        lead_id=lead.id,
        revenue=lead.estimated_value or lead.budget,
        expected_close_on=lead.estimated_close_on,
        need=lead.need,
        owner_id=owner_id,
    )


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
