"""The fields that a template may use: one schema a kind of document.

Every key is always there, `None` where there is nothing to print, so that a misspelt field is told from an
empty one. Templates do no arithmetic: whatever they print stands here, worked out by the core. Amounts are
net of VAT unless named otherwise, and in the document's currency; rates and discounts are in percent.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict


class Brand(TypedDict):
    """How the company looks: `accent` is `#RRGGBB` (None is Filon's blue), `logo` the bytes of a PNG or JPEG."""

    accent: str | None
    logo: bytes | None


class Seller(TypedDict):
    """Who sells, with the identifiers that French law wants on letters and price lists."""

    name: str
    address: list[str]
    siren: str | None
    siret: str | None
    rcs_city: str | None
    legal_form: str | None
    capital: Decimal | None
    vat_id: str | None
    phone: str | None
    email: str | None
    website: str | None
    is_ei: bool
    iban: str | None


class Customer(TypedDict):
    """Who buys."""

    name: str
    contact: str | None
    address: list[str]
    siren: str | None
    vat_id: str | None


class Person(TypedDict):
    """The salesperson whom the customer can ask."""

    name: str
    email: str | None
    phone: str | None


class Line(TypedDict):
    """One line; `details` may hold line breaks, `net` is quantity times price less the discount in percent."""

    position: int
    description: str
    details: str | None
    quantity: Decimal
    unit: str | None
    unit_price: Decimal
    discount: Decimal | None
    vat_rate: Decimal
    net: Decimal


class VatLine(TypedDict):
    """The VAT of one rate."""

    rate: Decimal
    net: Decimal
    vat: Decimal


class Totals(TypedDict):
    """The figures at the foot: `subtotal` less `discount` is `net`."""

    subtotal: Decimal
    discount: Decimal | None
    net: Decimal
    vat: Decimal
    gross: Decimal


class Quote(TypedDict):
    """What belongs to the quote itself; `revision` counts from 1."""

    number: str
    revision: int
    date: date
    valid_until: date | None
    subject: str | None
    your_reference: str | None
    owner: Person | None
    is_draft: bool


class Terms(TypedDict):
    """Conditions in the document's language; one without words is not printed.

    French law wants place, start and duration of the work, travel costs and whether the quote itself is paid
    for (`preparation`) on the quotes of many trades.
    """

    payment: str | None
    delivery: str | None
    place: str | None
    start: str | None
    duration: str | None
    travel: str | None
    preparation: str | None
    notes: str | None


class QuoteFields(TypedDict):
    """Everything that a quote's template can print."""

    brand: Brand
    currency: str
    seller: Seller
    customer: Customer
    ship_to: list[str] | None
    quote: Quote
    lines: list[Line]
    vat_lines: list[VatLine]
    totals: Totals
    terms: Terms
    legal_mentions: list[str]
