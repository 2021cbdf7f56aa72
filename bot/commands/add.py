"""/crm add: add a line to what a record sells."""

from __future__ import annotations

import re
from typing import Any

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.sale_line import OfferLine, read_line, read_offer
from bot.words import Word
from core.actions.lines import add_line
from core.actions.product_line import add_product
from core.errors import NotFound
from core.language import mark
from core.model import Record
from core.queries.catalogue import named

NAME = Word("add", ("add",), ("ajouter",))
HELP = mark(
    "Add a line to an opportunity or a draft: quantity x description @ price; a discount and the VAT rate may follow. "
    "What is in the catalogue is named by its code, and needs no price."
)
EXAMPLES: tuple[Example, ...] = (
    Example("add O-17 2 x Audit @ 450", "ajouter O-17 2 x Audit @ 450"),
    Example("add O-17 2 x AUD-1", "ajouter O-17 2 x AUD-1"),
    Example(
        "add DV-2026-0042 2.5 days x Advice @ 600 -10% 20%",
        "ajouter DV-2026-0042 2,5 jours x Conseil @ 600 -10% 20%",
        "quote",
    ),
)
WRITES = True


def run(request: Request) -> Reply:
    """Add it and show the record with its new figures."""
    record, text = record_and_rest(request)
    changed = _add_product(request, record, text) or _add_text(request, record, text)
    lines: Any = getattr(changed, "lines", ())
    said = request.language.say(
        "Added to {reference}: {description}.", reference=changed.reference, description=lines[-1].description
    )
    return card_reply(request.tx, request.language, changed, said=said)


def _add_product(request: Request, record: Record, text: str) -> Record | None:
    """The record with the product that the text names, if it names one."""
    line = read_offer(text)
    product = named(request.tx.session, line.code) if line else None
    if line is None or product is None:
        _check_reference(line)
        return None
    return add_product(
        request.tx,
        record,
        product,
        line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        discount=line.discount,
        vat_rate=line.vat_rate,
    )


def _check_reference(line: OfferLine | None) -> None:
    if line and line.unit_price is None and re.fullmatch(r"[Pp]-?\d+", line.code):
        raise NotFound("There is no product {reference}. What there is: /crm catalogue", reference=line.code.upper())


def _add_text(request: Request, record: Record, text: str) -> Record:
    line = read_line(text)
    return add_line(
        request.tx,
        record,
        line.description,
        line.quantity,
        line.unit_price,
        unit=line.unit,
        vat_rate=line.vat_rate,
        discount=line.discount,
    )
