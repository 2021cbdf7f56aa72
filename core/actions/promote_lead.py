"""Carry a lead's promotion out: account, contact and opportunities, all or nothing, once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError

from core import events
from core.actions.create import create
from core.actions.link import share_history
from core.actions.preview import Part, Plan
from core.crm import Transaction
from core.duplicates import Matches
from core.errors import IllegalMove, NeedsDecision
from core.model import Lead, Promotion, Record


def promote_lead(tx: Transaction, lead: Lead, plan: Plan) -> list[Record]:
    """The records made and linked, in the order of the cycle.

    Raises `NeedsDecision`, naming the strong duplicates of which nobody said what to do with them, before it writes.
    """
    _check_decided(lead, plan.undecided)
    promotion = _claim(tx, lead)
    lead.owner_id = lead.owner_id or tx.actor.user_id
    account = _made(tx, lead, plan.account)
    contact = _made(tx, lead, plan.contact, account_id=account.id if account else None)
    promotion.account_id = account.id if account else None
    promotion.contact_id = contact.id if contact else None
    opportunities = [_opportunity(tx, lead, promotion, name) for name in plan.opportunities]
    made = [record for record in (account, contact, *opportunities) if record]
    share_history(tx, lead, made)
    return made


def _check_decided(lead: Lead, undecided: Matches) -> None:
    if undecided:
        raise NeedsDecision(
            "{reference} may be here already: {candidates}. Link it with /crm promote {reference} {example}, or make "
            "new ones with /crm promote {reference} new.",
            reference=lead.reference,
            candidates=undecided,
            example=undecided[0].reference,
        )


def _claim(tx: Transaction, lead: Lead) -> Promotion:
    """The row of which there can be one. Locks make a second one rare; the key is what makes it impossible."""
    promotion = Promotion(lead_id=lead.id, user_id=tx.actor.user_id)
    tx.session.add(promotion)
    try:
        tx.session.flush()
    except IntegrityError as error:
        raise IllegalMove("{reference} was promoted already.", reference=lead.reference) from error
    return promotion


def _made(tx: Transaction, lead: Lead, part: Part, **more: Any) -> Record | None:
    if part.deed == "link":
        _tell(tx, part.record, lead)
        return part.record
    if part.deed == "skip":
        return None
    return create(tx, part.kind, owner_id=lead.owner_id, **part.fields, **more)


def _tell(tx: Transaction, linked: Record | None, lead: Lead) -> None:
    """Its history says which lead came to it."""
    events.record(tx, linked, "linked", **{"from": [lead.reference]})


def _opportunity(tx: Transaction, lead: Lead, promotion: Promotion, name: str) -> Record:
    return create(
        tx,
        "opportunity",
        name=name,
        account_id=promotion.account_id,
        contact_id=promotion.contact_id,
        lead_id=lead.id,
        revenue=lead.estimated_value or lead.budget,
        expected_close_on=lead.estimated_close_on,
        need=lead.need,
        owner_id=lead.owner_id,
    )
