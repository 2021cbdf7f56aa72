"""A fictional lead and a fictional opportunity, for dry runs of templates and for tests."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

from core.documents.fields import Brand, Code
from core.documents.sample_parts import CUSTOMER, DAY, LINES, OWNER, SELLER, SUBJECT
from core.documents.sheet_fields import Detail, Entry, Lead, LeadFields, Opportunity, OpportunityFields, Sheet
from core.money import ZERO

WORDS: dict[Code, dict[str, str]] = {
    "fr": {
        "state": "contacté",
        "source": "carte de visite",
        "need": "Couvrir la toiture de l’atelier avant l’été.\nDeux devis concurrents sont attendus.",
        "time_frame": "trois mois",
        "stage": "proposer",
        "forecast": "probable",
        "call": "appel",
        "said": "Souhaite une visite du site avant la fin du mois",
        "note": "note",
        "met": "Rencontrée au salon de Nantes",
        "detail": "Surface de la toiture",
    },
    "en": {
        "state": "contacted",
        "source": "card",
        "need": "Cover the workshop’s roof before summer.\nTwo rival quotes are expected.",
        "time_frame": "three months",
        "stage": "propose",
        "forecast": "best case",
        "call": "call",
        "said": "Wants a visit of the site before the end of the month",
        "note": "note",
        "met": "Met at the fair in Nantes",
        "detail": "Area of the roof",
    },
}


def sample_lead(language: Code = "fr") -> LeadFields:
    """A lead with everything that a lead can have."""
    words = WORDS[language]
    return deepcopy(
        LeadFields(
            brand=Brand(accent=None, logo=None),
            currency="EUR",
            seller=SELLER,
            document=Sheet(kind="lead", number="L-42", date=DAY, owner=OWNER, is_draft=False),
            lead=_lead(words),
            details=[Detail(name=words["detail"], value="240 m²")],
            history=_history(words),
        )
    )


def _lead(words: dict[str, str]) -> Lead:
    return Lead(
        name="Maëlle Durand",
        job_title="Responsable des achats",
        company=CUSTOMER["name"],
        email="maelle@ateliers-brevent.example",
        phone="01 99 00 56 78",
        mobile="06 39 98 56 78",
        website="ateliers-brevent.example",
        address=CUSTOMER["address"],
        siren=CUSTOMER["siren"],
        state=words["state"],
        reason=None,
        source=words["source"],
        campaign="Salon de Nantes",
        created_on=date(2026, 11, 2),
        topic=SUBJECT,
        need=words["need"],
        budget=Decimal(15000),
        value=Decimal(13500),
        close_on=date(2027, 2, 15),
        time_frame=words["time_frame"],
        decision_maker="Ousmane Brévent",
    )


def sample_opportunity(language: Code = "fr") -> OpportunityFields:
    """An opportunity with everything that an open one can have."""
    words = WORDS[language]
    return deepcopy(
        OpportunityFields(
            brand=Brand(accent=None, logo=None),
            currency="EUR",
            seller=SELLER,
            document=Sheet(kind="opportunity", number="O-17", date=DAY, owner=OWNER, is_draft=False),
            customer=CUSTOMER,
            opportunity=_opportunity(words),
            lines=list(LINES),
            net=sum((line["net"] for line in LINES), ZERO),
            history=_history(words),
        )
    )


def _opportunity(words: dict[str, str]) -> Opportunity:
    return Opportunity(
        name=SUBJECT,
        state=words["stage"],
        reason=None,
        probability=Decimal(60),
        revenue=Decimal("13229.86"),
        weighted=Decimal("7937.92"),
        actual_revenue=None,
        forecast=words["forecast"],
        close_on=date(2027, 2, 15),
        closed_on=None,
        competitor="Toits & Cie",
        created_on=date(2026, 11, 2),
        need=words["need"],
    )


def _history(words: dict[str, str]) -> list[Entry]:
    return [
        Entry(date=date(2026, 11, 20), what=words["call"], who=OWNER["name"], text=words["said"]),
        Entry(date=date(2026, 11, 2), what=words["note"], who=OWNER["name"], text=words["met"]),
    ]
