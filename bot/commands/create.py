"""/crm create: make a record of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot import words
from bot.example import Example
from bot.figures import ending_amount, ending_day
from bot.person_fields import contact_fields, is_clear, lead_fields
from bot.product_text import read_product
from bot.record_card import card_reply
from bot.records import customer
from bot.request import Reply, Request
from bot.views.lead_modal import lead_modal
from bot.words import Word
from core.actions.create import create
from core.cycle import Cycle
from core.identity import valid_siren
from core.language import mark
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
    Example("create account Radium SA 732 829 320", "créer compte Radium SA 732 829 320"),
    Example("create contact A-3 Pierre Curie, pierre@radium.example", "créer contact A-3 Pierre Curie, 06 39 98 12 35"),
    Example(
        "create opportunity A-3 New website 12 k€ 2027-03-31", "créer opportunité A-3 Nouveau site 12 k€ 31/03/2027"
    ),
    Example("create quote A-3 Audit", "créer devis A-3 Audit", "quote"),
    Example(
        "create product AUD-1 Energy audit @ 850 / day 20% service",
        "créer produit AUD-1 Audit énergétique @ 850 / j 20% service",
    ),
)
WRITES = True

Fields = dict[str, Any]
SIREN = re.compile(r"(?:\bSIREN\s*:?\s*)?\b(\d{3}\s?\d{3}\s?\d{3})\b(?!\s?\d)", re.IGNORECASE)


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
    found = next((found for found in SIREN.finditer(text) if valid_siren(found[1])), None)
    name = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;") if found else text
    return {"name": name, "siren": re.sub(r"\s", "", found[1]) if found else None, "language": company.language}


def _contact(request: Request, text: str) -> Fields:
    named, text = customer(request.tx, text)
    return contact_fields(_read(request, text)) | named


def _opportunity(request: Request, text: str) -> Fields:
    named, text = customer(request.tx, text)
    text, closes_on = ending_day(text)
    name, revenue = ending_amount(text)
    return {"name": name, "revenue": revenue, "expected_close_on": closes_on, **named}


def _sale(request: Request, text: str) -> Fields:
    named, subject = customer(request.tx, text)
    return {"subject": subject, **named}


def _product(request: Request, text: str) -> Fields:
    return read_product(text, request.language)


READERS: dict[str, Callable[[Request, str], Fields]] = {
    "product": _product,
    "account": _account,
    "contact": _contact,
    "opportunity": _opportunity,
    "quote": _sale,
    "order": _sale,
    "invoice": _sale,
}
