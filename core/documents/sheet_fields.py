"""The fields of the sheets: what we know of a lead or an opportunity, for ourselves, on one page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypedDict

from core.documents.fields import Brand, Customer, Line, Person, Seller


class Sheet(TypedDict):
    """What belongs to the sheet itself; `date` is the day on which it was made."""

    kind: Literal["lead", "opportunity"]
    number: str
    date: date
    owner: Person | None
    is_draft: bool


class Entry(TypedDict):
    """One thing that happened, the newest first."""

    date: date
    what: str
    who: str | None
    text: str | None


class Detail(TypedDict):
    """Something that was given and fits no field of ours."""

    name: str
    value: str


class Lead(TypedDict):
    """A lead; state and source are in the sheet's language, `value` is the estimated one."""

    name: str
    job_title: str | None
    company: str | None
    email: str | None
    phone: str | None
    mobile: str | None
    website: str | None
    address: list[str]
    siren: str | None
    state: str
    reason: str | None
    source: str
    campaign: str | None
    created_on: date
    topic: str | None
    need: str | None
    budget: Decimal | None
    value: Decimal | None
    close_on: date | None
    time_frame: str | None
    decision_maker: str | None


class Opportunity(TypedDict):
    """An opportunity; stage and forecast category are in the sheet's language, `weighted` is revenue x probability."""

    name: str
    state: str
    reason: str | None
    probability: Decimal
    revenue: Decimal | None
    weighted: Decimal | None
    actual_revenue: Decimal | None
    forecast: str
    close_on: date | None
    closed_on: date | None
    competitor: str | None
    created_on: date
    need: str | None


class LeadFields(TypedDict):
    """Everything that a lead sheet's template can print."""

    brand: Brand
    currency: str
    seller: Seller
    document: Sheet
    lead: Lead
    details: list[Detail]
    history: list[Entry]


class OpportunityFields(TypedDict):
    """Everything that an opportunity sheet's template can print; `net` sums the lines."""

    brand: Brand
    currency: str
    seller: Seller
    document: Sheet
    customer: Customer | None
    opportunity: Opportunity
    lines: list[Line]
    net: Decimal
    history: list[Entry]
