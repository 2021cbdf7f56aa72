"""/crm add: add a line to what a record sells."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.sale_line import read_line
from bot.words import Word
from core.actions.lines import add_line
from core.language import mark

NAME = Word("add", ("add",), ("ajouter",))
HELP = mark(
    "Add a line to an opportunity or a draft: quantity x description @ price; a discount and the VAT rate may follow."
)
EXAMPLES: tuple[Example, ...] = (
    Example("add O-17 2 x Audit @ 450", "ajouter O-17 2 x Audit @ 450"),
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
    line = read_line(text)
    changed = add_line(
        request.tx,
        record,
        line.description,
        line.quantity,
        line.unit_price,
        unit=line.unit,
        vat_rate=line.vat_rate,
        discount=line.discount,
    )
    said = request.language.say(
        "Added to {reference}: {description}.", reference=changed.reference, description=line.description
    )
    return card_reply(request.tx, request.language, changed, said=said)
