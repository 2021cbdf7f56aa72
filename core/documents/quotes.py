"""A quote's record as the fields that its template prints."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import object_session

from core.documents import fields
from core.documents.legal import Situation, mentions
from core.language import Language, mark
from core.model import Quote, QuoteLine, User
from core.settings import Company, Configuration

PAYMENT = mark("{days} days from the date of invoice, by bank transfer")


def quote_fields(quote: Quote, configuration: Configuration) -> fields.SaleFields:
    """Everything that a quote's template can print. The quote must be sent or about to be: it has its date."""
    day = quote.issued_on or quote.created_at.date()
    language: Literal["fr", "en"] = "en" if quote.language == "en" else "fr"
    say = Language(language).say
    return fields.SaleFields(
        brand=_brand(configuration.company),
        currency=quote.currency,
        seller=seller(configuration.company),
        customer=_customer(quote),
        ship_to=None,
        document=_document(quote),
        lines=[_line(line) for line in quote.lines],
        vat_lines=[
            fields.VatLine(rate=part.rate, exemption=None, net=part.net, vat=part.vat)
            for part in quote.totals.vat_lines
        ],
        totals=_totals(quote),
        terms=_terms(say(PAYMENT, days=configuration.quote.payment_days)),
        legal_mentions=mentions("quote", day, _situation(quote), language),
    )


def seller(company: Company) -> fields.Seller:
    """Our own identity, on every document."""
    return fields.Seller(
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
        iban=None,
        bic=None,
    )


def _brand(company: Company) -> fields.Brand:
    return fields.Brand(accent=company.accent, logo=company.logo.read_bytes() if company.logo else None)


def _customer(quote: Quote) -> fields.Customer:
    account, contact = quote.account, quote.contact
    address = (account.address if account else None) or (contact.address if contact else None) or ""
    return fields.Customer(
        name=quote.customer,
        contact=contact.full_name or None if contact and account else None,
        address=[part.strip() for part in address.replace("\n", ",").split(",") if part.strip()],
        siren=account.siren if account else None,
        vat_id=account.vat_id if account else None,
    )


def _totals(quote: Quote) -> fields.Totals:
    return fields.Totals(
        subtotal=quote.net,
        discount=None,
        discount_rate=None,
        deposits=[],
        net=quote.net,
        vat=quote.vat,
        gross=quote.gross,
        paid=None,
        credited=None,
        due=quote.gross,
    )


def _document(quote: Quote) -> fields.Document:
    return fields.Document(
        kind="quote",
        number=quote.number,
        revision=quote.revision + 1,
        date=quote.issued_on or quote.created_at.date(),
        valid_until=quote.valid_until,
        due_on=None,
        supplied_on=None,
        quote=None,
        order=None,
        corrects=None,
        subject=quote.subject,
        your_reference=quote.customer_reference,
        owner=_owner(quote),
        is_draft=quote.state == "draft",
    )


def _owner(quote: Quote) -> fields.Person | None:
    session = object_session(quote)
    owner = session.get(User, quote.owner_id) if session and quote.owner_id else None
    return fields.Person(name=owner.name, email=owner.email, phone=None) if owner else None


def _line(line: QuoteLine) -> fields.Line:
    return fields.Line(
        position=line.position,
        description=line.description,
        details=None,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        discount=line.discount or None,
        vat_rate=line.vat_rate,
        exemption=None,
        net=line.net,
    )


def _terms(payment: str) -> fields.Terms:
    return fields.Terms(
        payment=payment,
        delivery=None,
        place=None,
        start=None,
        duration=None,
        travel=None,
        preparation=None,
        reason=None,
        notes=None,
    )


def _situation(quote: Quote) -> set[Situation]:
    return {Situation.BUSINESS} if quote.account_id else set()
