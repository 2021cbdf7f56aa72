"""The fields that a template may use: one schema for the documents of a sale, and its parts.

Every key is always there, `None` where there is nothing to print, so that a misspelt field is told from an
empty one. Templates do no arithmetic: whatever they print stands here, worked out by the core. Amounts are
net of VAT unless named otherwise, and in the document's currency; rates and discounts are in percent.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypedDict

SaleKind = Literal["quote", "order", "invoice", "deposit", "final", "credit_note"]
Code = Literal["fr", "en"]


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
    bic: str | None


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


class Reference(TypedDict):
    """Another document of ours."""

    number: str
    date: date | None


class Document(TypedDict):
    """What belongs to the document itself.

    `kind` tells apart what shares a template: an invoice, a deposit, the final invoice that deducts deposits.
    `revision` counts from 1. `your_reference` is the buyer's order number, `order` ours, `corrects` the invoice
    that a credit note takes back.
    """

    kind: SaleKind
    number: str
    revision: int
    date: date
    valid_until: date | None
    due_on: date | None
    supplied_on: date | None
    subject: str | None
    your_reference: str | None
    quote: Reference | None
    order: Reference | None
    corrects: Reference | None
    owner: Person | None
    is_draft: bool


class Line(TypedDict):
    """One line; `details` may hold line breaks, `net` is quantity times price less the discount in percent.

    `exemption` is printed where there is no rate to print: a short word.
    """

    position: int
    description: str
    details: str | None
    quantity: Decimal
    unit: str | None
    unit_price: Decimal
    discount: Decimal | None
    vat_rate: Decimal
    exemption: str | None
    net: Decimal


class VatLine(TypedDict):
    """The VAT of one rate; `exemption` is the reference of the law where no VAT is charged."""

    rate: Decimal
    exemption: str | None
    net: Decimal
    vat: Decimal


class Deposit(TypedDict):
    """A deposit that was invoiced, and what of it the final invoice deducts."""

    number: str
    date: date | None
    net: Decimal


class Totals(TypedDict):
    """The figures at the foot: `subtotal` less `discount` and the deposits is `net`.

    `paid`, `credited` and `due` are gross; `due` is what remains to be paid.
    """

    subtotal: Decimal
    discount: Decimal | None
    discount_rate: Decimal | None
    deposits: list[Deposit]
    net: Decimal
    vat: Decimal
    gross: Decimal
    paid: Decimal | None
    credited: Decimal | None
    due: Decimal


class Terms(TypedDict):
    """Conditions in the document's language; one without words is not printed.

    French law wants place, start and duration of the work, travel costs and whether the quote itself is paid
    for (`preparation`) on the quotes of many trades. `reason` is why a credit note is given.
    """

    payment: str | None
    delivery: str | None
    place: str | None
    start: str | None
    duration: str | None
    travel: str | None
    preparation: str | None
    reason: str | None
    notes: str | None


class SaleFields(TypedDict):
    """Everything that the template of a quote, an order, an invoice or a credit note can print."""

    brand: Brand
    currency: str
    seller: Seller
    customer: Customer
    ship_to: list[str] | None
    document: Document
    lines: list[Line]
    vat_lines: list[VatLine]
    totals: Totals
    terms: Terms
    legal_mentions: list[str]
