"""The record of a quote, an order or an invoice as the fields that its template prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.crm import Transaction
from core.cycle import OTHER
from core.documents.fields import Code, Document, Reference, SaleFields, SaleKind, Terms
from core.documents.legal import Situation, exemption, mentions
from core.documents.lines import line, totals, vat_lines
from core.documents.own_texts import own_texts
from core.documents.parties import address_lines, customer, customer_now
from core.documents.seller import brand, owner, seller
from core.language import Language, mark
from core.model import Order, Quote
from core.settings import Company

PAYMENT = mark("{days} days from the date of invoice, by bank transfer")
SCHEMES = {
    "franchise": Situation.FRANCHISE,
    "reverse_charge": Situation.REVERSE_CHARGE,
    "intra_eu": Situation.INTRA_EU,
}
OPERATIONS = {
    frozenset({"goods"}): Situation.GOODS,
    frozenset({"service"}): Situation.SERVICES,
    frozenset({"goods", "service"}): Situation.GOODS_AND_SERVICES,
}


def sale_fields(tx: Transaction, sale: Any, language: Code) -> SaleFields:
    """Everything that the sale's template can print, on the day that the document bears."""
    company = tx.settings.configuration.company
    bill_to = sale.bill_to or customer_now(sale)
    day = date_of(sale)
    why = exemption(sale.vat_scheme, day)
    situation = _situation(sale, bill_to, company)
    return SaleFields(
        brand=brand(company),
        currency=sale.currency,
        seller=seller(company),
        customer=customer(bill_to),
        ship_to=address_lines(sale.ship_to) or None,
        document=_document(tx, sale),
        lines=[line(row, why, language) for row in sale.lines],
        vat_lines=vat_lines(sale, why),
        totals=totals(sale),
        terms=_terms(tx, sale, Language(language)),
        legal_mentions=[
            *mentions(kind_of(sale), day, situation, language),
            *own_texts(tx.settings.configuration.legal, kind_of(sale), day, situation, language),
        ],
    )


def kind_of(sale: Any) -> SaleKind:
    """What of `document.kind` it is: an invoice by its type."""
    kind: SaleKind = getattr(sale, "type", None) or sale.kind
    return kind


def frozen_on(sale: Any) -> date | None:
    """The day on which the document left its draft, which it bears from then on."""
    day: date | None = sale.ordered_on if sale.kind == "order" else sale.issued_on
    return day


def date_of(sale: Any) -> date:
    """The day that the document bears."""
    day: date = frozen_on(sale) or sale.created_at.date()
    return day


def _document(tx: Transaction, sale: Any) -> Document:
    kind = kind_of(sale)
    order = _reference(tx, Order, sale)
    return Document(
        kind=kind,
        number=sale.reference,
        revision=getattr(sale, "revision", 0) + 1,
        date=date_of(sale),
        valid_until=getattr(sale, "valid_until", None),
        due_on=getattr(sale, "due_on", None) if kind != "credit_note" else None,
        supplied_on=sale.supplied_on,
        subject=sale.subject,
        your_reference=sale.customer_reference,
        quote=None if order else _reference(tx, Quote, sale),
        order=order,
        corrects=_cited(getattr(sale, "corrects", None)),
        owner=owner(tx.session, sale),
        is_draft=frozen_on(sale) is None,
    )


def _reference(tx: Transaction, model: Any, sale: Any) -> Reference | None:
    """The document that the sale was made from; of a step that is off, nothing is said."""
    made_from = getattr(sale, f"{model.kind}_id", None)
    if made_from is None or model.kind not in tx.settings.cycle.kinds:
        return None
    return _cited(tx.session.get_one(model, made_from))


def _cited(sale: Any) -> Reference | None:
    return Reference(number=sale.reference, date=frozen_on(sale)) if sale else None


def _terms(tx: Transaction, sale: Any, language: Language) -> Terms:
    agreed = {name: text for name, text in sale.terms.items() if text}
    return Terms(
        payment=agreed.get("payment", language.say(PAYMENT, days=tx.settings.configuration.quote.payment_days)),
        delivery=agreed.get("delivery"),
        place=agreed.get("place"),
        start=agreed.get("start"),
        duration=agreed.get("duration"),
        travel=agreed.get("travel"),
        preparation=agreed.get("preparation"),
        reason=_reason(sale, language) if kind_of(sale) == "credit_note" else None,
        notes=agreed.get("notes"),
    )


def _reason(sale: Any, language: Language) -> str | None:
    """One of the company's reasons in the customer's language, else what was said."""
    if sale.reason == OTHER or not sale.reason:
        return sale.reason_note or None
    return language.say(sale.reason).capitalize()


def _situation(sale: Any, bill_to: dict[str, Any], company: Company) -> set[Situation]:
    found = {
        Situation.BUSINESS if bill_to["is_business"] else Situation.CONSUMER,
        OPERATIONS.get(frozenset(row.nature for row in sale.lines)),
        SCHEMES.get(sale.vat_scheme),
        Situation.VAT_ON_DEBITS if company.vat_on_debits and sale.vat_scheme == "standard" else None,
    }
    return {situation for situation in found if situation}
