"""What programs name by reference, code, Slack id or e-mail address, as the core takes it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core.crm import Transaction
from core.errors import Missing, NotUnderstood, SalesError
from core.language import Term
from core.model import Product, Record, User
from core.queries import references
from intake.verb_arguments import REFERENCES


def referenced(tx: Transaction, kind: str, reference: str, field: str) -> Record:
    """The record of this kind. Raises `Missing` and `NotUnderstood`, naming the field that the reference came in."""
    try:
        record = references.find(tx.session, tx.settings, reference)
    except SalesError as error:
        raise Missing(error.message, **(error.values | {"field": field})) from error
    if record.kind != kind:
        raise NotUnderstood(
            "{reference} is no record of this kind: {kind}.", reference=record.reference, kind=Term(kind), field=field
        )
    return record


def with_ids(tx: Transaction, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with identities in the place of references."""
    told = {name: value for name, value in fields.items() if name not in REFERENCES}
    named = {name: value for name, value in fields.items() if name in REFERENCES}
    return told | {f"{name}_id": referenced(tx, name, ref, name).id if ref else None for name, ref in named.items()}


def product(tx: Transaction, name: str) -> Product:
    """The product of this code or reference."""
    known = tx.session.scalar(select(Product).where(Product.code == name.upper()))
    return known or referenced(tx, "product", name, "product")  # type: ignore[return-value]


def colleague(tx: Transaction, name: str, field: str = "to") -> User:
    """The person with this Slack id or e-mail address. Raises `Missing`."""
    known = tx.session.scalars(select(User).where((User.slack_id == name) | (User.email == name)).limit(2)).all()
    if len(known) != 1:
        raise Missing("Nobody here has the Slack id or e-mail address {name}.", name=name, field=field)
    return known[0]
