"""Who writes: the company and its people, as every document prints them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.documents.fields import Brand, Person, Seller
from core.model import User
from core.settings import Company


def brand(company: Company) -> Brand:
    """How we look."""
    return Brand(accent=company.accent, logo=company.logo.read_bytes() if company.logo else None)


def seller(company: Company) -> Seller:
    """Our own identity."""
    return Seller(
        name=company.name,
        address=list(company.address),
        siren=company.siren,
        siret=company.siret,
        rcs_city=company.rcs_city,
        legal_form=company.legal_form,
        capital=company.capital,
        vat_id=company.vat_id,
        phone=company.phone,
        email=company.email,
        website=company.website,
        is_ei=company.is_ei,
        iban=company.iban,
        bic=company.bic,
    )


def owner(session: Session, record: Any) -> Person | None:
    """Whose record it is."""
    found = session.get(User, record.owner_id) if record.owner_id else None
    return Person(name=found.name, email=found.email, phone=None) if found else None
