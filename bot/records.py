"""The record that a command is about, and the customer that it names."""

from __future__ import annotations

from typing import Any

from bot import words
from bot.request import Request
from core.crm import Transaction
from core.errors import Missing, NotUnderstood, SalesError
from core.language import Term
from core.model import Contact, Record
from core.queries import references


def record_and_rest(request: Request) -> tuple[Record, str]:
    """The record whose reference the text begins with, and what follows. Raises `Missing` where none is named."""
    typed, rest = words.reference(request.text, request.tx.settings.numbers.values())
    if not typed:
        raise Missing("Name the record, by its reference.")
    return references.find(request.tx.session, request.tx.settings, typed), rest


def customer(tx: Transaction, text: str) -> tuple[dict[str, Any], str]:
    """The account or contact whose reference the text begins with, as fields, and what follows.

    Raises `NotUnderstood` for a record that is no customer.
    """
    numbers = tx.settings.numbers.values()
    typed, rest = words.reference(text, numbers)
    if not references.looks_like_reference(typed, numbers):
        return {}, text
    found = references.find(tx.session, tx.settings, typed)
    if found.kind not in {"account", "contact"}:
        raise _no_customer(found)
    account_id = found.account_id if isinstance(found, Contact) else found.id
    contact_id = found.id if isinstance(found, Contact) else None
    return {"account_id": account_id, "contact_id": contact_id}, rest


def _no_customer(record: Any) -> SalesError:
    return NotUnderstood(
        "{reference} is no customer ({kind}). Name an account (A-3) or a contact (C-5); what follows from {reference} "
        "is made by: /crm promote {reference}",
        reference=record.reference,
        kind=Term(record.kind),
    )


def records_and_rest(request: Request) -> tuple[list[Record], str]:
    """All records whose references the text begins with, and what follows. Raises `Missing` where none is named."""
    first, rest = record_and_rest(request)
    found = {(first.kind, first.id): first}
    numbers = request.tx.settings.numbers.values()
    while references.looks_like_reference(typed := words.reference(rest, numbers)[0], numbers):
        record = references.find(request.tx.session, request.tx.settings, typed)
        found[record.kind, record.id] = record
        rest = words.reference(rest, numbers)[1]
    return [*found.values()], rest
