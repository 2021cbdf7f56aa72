"""A lead or an opportunity as the fields that its sheet prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.crm import Transaction
from core.cycle import OTHER
from core.documents.fields import Code
from core.documents.lines import line
from core.documents.parties import address_lines, customer, customer_now
from core.documents.seller import brand, owner, seller
from core.documents.sheet_fields import (
    Detail,
    Entry,
    Lead,
    LeadFields,
    Opportunity,
    OpportunityFields,
    Sheet,
)
from core.happenings import DOORS, told
from core.identity import written_phone
from core.language import Language
from core.money import ZERO, round_cents
from core.queries.timeline import timeline

MOST_HISTORY = 8  # what leaves the sheet on one page
# An activity has an entry of its own, and the sheet is no news.
SILENT = frozenset({"logged", "document_asked", "rendered"})


def lead_fields(tx: Transaction, lead: Any, language: Code) -> LeadFields:
    """Everything that a lead's sheet can print."""
    company, speech = tx.settings.configuration.company, Language(language)
    return LeadFields(
        brand=brand(company),
        currency=company.currency,
        seller=seller(company),
        document=_sheet(tx, lead),
        lead=_lead(tx, lead, speech),
        details=[Detail(name=str(name), value=str(value)) for name, value in lead.details.items() if value],
        history=_history(tx, lead, speech),
    )


def opportunity_fields(tx: Transaction, opportunity: Any, language: Code) -> OpportunityFields:
    """Everything that an opportunity's sheet can print."""
    company, speech = tx.settings.configuration.company, Language(language)
    known = customer_now(opportunity)
    return OpportunityFields(
        brand=brand(company),
        currency=opportunity.currency,
        seller=seller(company),
        document=_sheet(tx, opportunity),
        customer=customer(known) if known["name"] else None,
        opportunity=_opportunity(tx, opportunity, speech),
        lines=[line(row, None, language) for row in opportunity.lines],
        net=sum((row.net for row in opportunity.lines), ZERO),
        history=_history(tx, opportunity, speech),
    )


def _sheet(tx: Transaction, record: Any) -> Sheet:
    return Sheet(
        kind=record.kind,
        number=record.reference,
        date=tx.today,
        owner=owner(tx.session, record),
        is_draft=False,
    )


def _lead(tx: Transaction, lead: Any, speech: Language) -> Lead:
    return Lead(
        name=lead.full_name or lead.title,
        job_title=lead.job_title,
        company=lead.company,
        email=lead.email,
        phone=written_phone(lead.phone),
        mobile=written_phone(lead.mobile),
        website=lead.website,
        address=address_lines(lead.address),
        siren=lead.siren,
        state=speech.say(lead.state),
        reason=_reason(lead, speech),
        source=speech.say(lead.source),
        campaign=lead.campaign,
        created_on=lead.created_at.astimezone(_zone(tx)).date(),
        topic=lead.topic,
        need=lead.need,
        budget=lead.budget,
        value=lead.estimated_value,
        close_on=lead.estimated_close_on,
        time_frame=lead.time_frame,
        decision_maker=lead.decision_maker,
    )


def _opportunity(tx: Transaction, opportunity: Any, speech: Language) -> Opportunity:
    return Opportunity(
        name=opportunity.name,
        state=speech.say(opportunity.state),
        reason=_reason(opportunity, speech),
        probability=Decimal(opportunity.probability),
        revenue=opportunity.revenue,
        weighted=_weighted(opportunity),
        actual_revenue=opportunity.actual_revenue,
        forecast=speech.say(opportunity.forecast_category),
        close_on=opportunity.expected_close_on,
        closed_on=opportunity.closed_on,
        competitor=opportunity.competitor,
        created_on=opportunity.created_at.astimezone(_zone(tx)).date(),
        need=opportunity.need,
    )


def _weighted(opportunity: Any) -> Decimal | None:
    """What an open opportunity is worth by its probability."""
    if opportunity.revenue is None or opportunity.closed_on:
        return None
    return round_cents(opportunity.revenue * opportunity.probability / 100)


def _reason(record: Any, speech: Language) -> str | None:
    if record.reason == OTHER or not record.reason:
        return record.reason_note or None
    return speech.say(record.reason)


def _history(tx: Transaction, record: Any, speech: Language) -> list[Entry]:
    entries = timeline(tx.session, record, MOST_HISTORY * 2)
    return [
        Entry(
            date=entry.happened_at.astimezone(_zone(tx)).date(),
            what=speech.say(told(entry.what)),
            who=speech.say(DOORS.get(entry.who, entry.who)) if entry.who else None,
            text=entry.text or None,
        )
        for entry in entries
        if entry.what.rpartition(".")[2] not in SILENT
    ][:MOST_HISTORY]


def _zone(tx: Transaction) -> ZoneInfo:
    return ZoneInfo(tx.settings.configuration.company.timezone)
