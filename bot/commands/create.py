"""/crm create: make a record of any kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot import words
from bot.example import Example
from bot.figures import ending_amount, ending_day
from bot.person_fields import contact_fields, is_clear, lead_fields
from bot.record_card import card_reply
from bot.request import Reply, Request
from bot.views.lead_modal import lead_modal
from bot.words import Word
from core.actions.create import create
from core.cycle import Cycle
from core.errors import NotUnderstood, SalesError
from core.language import Term, mark
from core.model import Contact
from core.queries import references
from core.reading import Contact as Found
from core.reading import read

NAME = Word("create", ("create", "new"), ("créer", "nouveau"))
HELP = mark(
    "Make a record. Write a lead as it comes, from a signature or a sentence: names, e-mail and numbers are "
    "recognised. Where that is not enough, a form opens."
)
EXAMPLES: tuple[Example, ...] = (
    Example(
        "create lead Marie Curie, CEO at Radium SA, marie@radium.example, +44 20 7946 0018",
        "créer prospect Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34",
    ),
    Example("create account Radium SA", "créer compte Radium SA"),
    Example("create contact A-3 Pierre Curie, pierre@radium.example", "créer contact A-3 Pierre Curie, 06 39 98 12 35"),
    Example(
        "create opportunity A-3 New website 12 k€ 2027-03-31", "créer opportunité A-3 Nouveau site 12 k€ 31/03/2027"
    ),
    Example("create quote A-3 Audit", "créer devis A-3 Audit", "quote"),
)
WRITES = True

Fields = dict[str, Any]


def run(request: Request) -> Reply:
    """Make it and show its card; a lead of which the text tells too little is finished in the form."""
    typed, text = words.first(request.text)
    kind = words.choose(typed, kinds(request.tx.settings.cycle), request.language) if typed else "lead"
    return _lead(request, text) if kind == "lead" else _made(request, kind, READERS[kind](request, text))


def _made(request: Request, kind: str, fields: Fields) -> Reply:
    record = create(request.tx, kind, **fields)
    said = request.language.say("{reference} is created.", reference=record.reference)
    return card_reply(request.tx, request.language, record, said=said)


def kinds(cycle: Cycle) -> list[Word]:
    """What can be made here: nothing of a step that is off, or that another system makes."""
    return [kind for kind in words.KINDS if kind.value in cycle.made_kinds]


def _lead(request: Request, text: str) -> Reply:
    found = _read(request, text)
    fields = lead_fields(found, text)
    return _made(request, "lead", fields) if is_clear(found) else Reply(modal=lead_modal(request.language, fields))


def _read(request: Request, text: str) -> Found:
    return read(text, region=request.tx.settings.configuration.company.country)


def _account(request: Request, text: str) -> Fields:
    company = request.tx.settings.configuration.company
    return {"name": text, "language": company.language}


def _contact(request: Request, text: str) -> Fields:
    customer, text = _customer(request, text)
    return contact_fields(_read(request, text)) | customer


def _opportunity(request: Request, text: str) -> Fields:
    customer, text = _customer(request, text)
    text, closes_on = ending_day(text)
    name, revenue = ending_amount(text)
    return {"name": name, "revenue": revenue, "expected_close_on": closes_on, **customer}


def _sale(request: Request, text: str) -> Fields:
    customer, subject = _customer(request, text)
    return {"subject": subject, **customer}


def _customer(request: Request, text: str) -> tuple[Fields, str]:
    """The account or contact whose reference the text begins with. Raises `NotUnderstood` for another record."""
    settings = request.tx.settings
    typed, rest = words.reference(text, settings.numbers.values())
    if not references.looks_like_reference(typed, settings.numbers.values()):
        return {}, text
    customer = references.find(request.tx.session, settings, typed)
    if customer.kind not in {"account", "contact"}:
        raise _no_customer(customer)
    account_id = customer.account_id if isinstance(customer, Contact) else customer.id
    contact_id = customer.id if isinstance(customer, Contact) else None
    return {"account_id": account_id, "contact_id": contact_id}, rest


def _no_customer(record: Any) -> SalesError:
    return NotUnderstood(
        "{reference} is no customer ({kind}). Name an account (A-3) or a contact (C-5); what follows from {reference} "
        "is made by: /crm promote {reference}",
        reference=record.reference,
        kind=Term(record.kind),
    )


READERS: dict[str, Callable[[Request, str], Fields]] = {
    "account": _account,
    "contact": _contact,
    "opportunity": _opportunity,
    "quote": _sale,
    "order": _sale,
    "invoice": _sale,
}
