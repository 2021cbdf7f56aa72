"""What another system says of its order or its invoice: the bodies of `PUT /v1/orders/…` and `PUT /v1/invoices/…`.

What is left out stays as it was. Only a first copy needs the number, the customer and the figures.
"""

from __future__ import annotations

from typing import Annotated, Literal

from babel.numbers import is_currency
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from core.given import Amount, Day, Given, Moment, Percent, Quantity, Text, UnitPrice, Words
from core.money import ZERO

MOST_LINES = 1000


def _known(code: str) -> str:
    if not is_currency(code):
        raise PydanticCustomError("unknown_currency", "no currency of ISO 4217")
    return code


Currency = Annotated[str, AfterValidator(_known)]


class TheirLine(Given):
    """A line with its net as they have it. Discount and VAT rate in percent."""

    description: Words
    details: Text | None = None
    quantity: Quantity
    unit: Text | None = None
    unit_price: UnitPrice
    discount: Percent = ZERO
    vat_rate: Percent = ZERO
    nature: Literal["goods", "service"] = "service"
    net: Amount


class TheirOrderLine(TheirLine):
    """A line of an order, and how much of it was delivered or done."""

    fulfilled: Quantity = ZERO


class TheirVat(Given):
    """The VAT of one rate, in percent."""

    rate: Percent
    net: Amount
    vat: Amount


class TheirCustomer(Given):
    """Who buys: our reference of the account where they keep it, and what they know of the company."""

    reference: Text | None = None
    name: Words
    siren: Text | None = None
    vat_id: Text | None = None
    address: Text | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


class TheirDocument(Given):
    """What their orders and invoices have in common. `updated_at` is their own time of this change."""

    updated_at: Moment
    number: Words | None = None
    state: Words
    customer: TheirCustomer | None = None
    currency: Currency = "EUR"
    subject: Text | None = None
    customer_reference: Text | None = None
    subtotal: Amount | None = None
    discount: Amount | None = None
    net: Amount | None = None
    vat: Amount | None = None
    gross: Amount | None = None
    vat_lines: Annotated[tuple[TheirVat, ...], Field(max_length=100)] | None = None


class TheirOrder(TheirDocument):
    """An order of theirs."""

    ordered_on: Day | None = None
    lines: Annotated[tuple[TheirOrderLine, ...], Field(max_length=MOST_LINES)] | None = None


class TheirInvoice(TheirDocument):
    """An invoice or credit note of theirs. `filon` names the draft that we handed over and that it was made of."""

    filon: Text | None = None
    reason: Text | None = None
    type: Literal["invoice", "deposit", "final", "credit_note"] = "invoice"
    issued_on: Day | None = None
    due_on: Day | None = None
    deducted: Amount | None = None
    paid: Amount | None = None
    credited: Amount | None = None
    lines: Annotated[tuple[TheirLine, ...], Field(max_length=MOST_LINES)] | None = None


THEIRS: dict[str, type[TheirDocument]] = {"order": TheirOrder, "invoice": TheirInvoice}
