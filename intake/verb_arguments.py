"""What each verb takes over HTTP. `version` is the one that the program saw: a stale one is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from core.actions.editable import FIELDS
from core.given import Amount, Day, Given, Moment, Percent, Quantity, Text, UnitPrice, Words

Quantities = dict[Annotated[int, Field(ge=1, le=10_000)], Quantity]
REFERENCES = ("account", "contact")
# The fields of records that are no text, by name; days end with `_on`.
TYPES: dict[str, Any] = {
    "budget": Amount,
    "estimated_value": Amount,
    "revenue": Amount,
    "unit_price": UnitPrice,
    "vat_rate": Percent,
    "probability": Annotated[int, Field(ge=0, le=100)],
    "is_active": bool,
}


class Arguments(Given):
    """What every verb takes."""

    version: int | None = None


class Advance(Arguments):
    """The new state, or the usual next one."""

    to: Text | None = None
    reason: Text | None = None
    note: Text | None = None
    revenue: Amount | None = None


class Reasoned(Arguments):
    """Why, as one of the company's reasons or in words."""

    reason: Words
    note: Text | None = None


class Promote(Arguments):
    """A lead's account and contact: `new`, a reference to link, null for none; left out, duplicates are asked about."""

    account: Text | None = None
    contact: Text | None = None
    opportunities: Annotated[int, Field(ge=0, le=5)] = 1


class Other(Given):
    """Another record, by reference."""

    other: Words


class Merge(Arguments):
    """The lead that becomes a part of this one."""

    other: Words
    other_version: int | None = None


class AddLine(Arguments):
    """Free text with its price, or a product of the catalogue by its code or reference."""

    product: Text | None = None
    description: Text | None = None
    quantity: Quantity = Decimal(1)
    unit_price: UnitPrice | None = None
    unit: Text | None = None
    vat_rate: Percent | None = None
    discount: Percent | None = None
    nature: Literal["goods", "service"] | None = None
    details: Text | None = None


class RemoveLine(Arguments):
    """The line's place, from 1."""

    position: int


class Assign(Arguments):
    """The new owner, by Slack id or e-mail address."""

    to: Words


class Log(Given):
    """What was said or written. `also` names other records that it is about."""

    type: Words
    text: Words
    happened_at: Moment | None = None
    due_on: Day | None = None
    tracking_number: Text | None = None
    also: tuple[Words, ...] = ()


class Discount(Arguments):
    """In percent, or as an amount without VAT."""

    rate: Percent | None = None
    amount: Amount | None = None


class Parts(Arguments):
    """Quantities by the line's place; without them, all that is left."""

    quantities: Quantities | None = None


class Deposit(Arguments):
    """In percent of the source's net, or as an amount without VAT."""

    percent: Percent | None = None
    amount: Amount | None = None


class Pay(Arguments):
    """All that is due unless an amount is given, today unless a day is."""

    amount: Amount | None = None
    paid_on: Day | None = None
    method: Text | None = None
    reference: Text | None = None


class Credit(Parts):
    """Quantities, or an amount without VAT, or all that is left."""

    amount: Amount | None = None
    reason: Text | None = None


def _typed(name: str) -> Any:
    return Day if name.endswith("_on") else TYPES.get(name, Text)


def _fields_of(kind: str) -> type[Arguments]:
    names = {f"{reference}_id": reference for reference in REFERENCES}
    named = {names.get(name, name): (_typed(name) | None, None) for name in FIELDS[kind]}
    fields: Any = named
    return create_model(f"{kind.capitalize()}Fields", __base__=Arguments, **fields)


# The fields of a record of each kind; accounts and contacts are named by reference.
RECORD_FIELDS: dict[str, type[Arguments]] = {kind: _fields_of(kind) for kind in FIELDS}
