"""The small modals of a record's buttons: why, how much, to whom, which line; and the card itself in a modal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import TITLE, field, modal, option, text_input
from bot.views.origin import metadata
from core.cycle import OTHER, Move
from core.language import Language, Term, mark
from core.model import Product, Record
from core.money import Money

MOVE, ASSIGN, LINE = "move", "assign", "line"
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Known:
    """What a move's modal offers: the company's reasons, and the revenue as far as it is known."""

    reasons: Sequence[str] = ()
    revenue: Money | None = None


NOTHING_KNOWN = Known()


def move_modal(speech: Language, record: Record, move: Move, known: Known = NOTHING_KNOWN) -> Block:
    """Asks for what the move needs: why, with a note, or the revenue."""
    language = bare(speech)
    asked = [block for need in move.needs if need in INPUTS for block in INPUTS[need](language, known)]
    return record_modal(language, language.say(move.label), asked, MOVE, record, to=move.end)


def assign_modal(speech: Language, record: Record, slack_id: str | None) -> Block:
    """Asks for a colleague; the present owner is chosen already."""
    language = bare(speech)
    people: Block = {"type": "users_select"} | ({"initial_user": slack_id} if slack_id else {})
    asked = [field("who", language.say("To whom?"), people)]
    return record_modal(language, language.say("Assign"), asked, ASSIGN, record)


def line_modal(speech: Language, record: Record, products: Sequence[Product] = ()) -> Block:
    """Asks for a sales line, figure by figure; one of the `products` brings its name and price along."""
    language = bare(speech)
    chosen = [_product(language, products)] if products else []
    asked = [
        field(name, language.say(label), text_input(start, longest=200), optional=optional or bool(products))
        for name, label, start, optional in LINE_INPUTS
    ]
    return record_modal(language, language.say("Add a line"), [*chosen, *asked], LINE, record)


def _product(language: Language, products: Sequence[Product]) -> Block:
    options = [option(f"{product.code} · {product.name}", str(product.id)) for product in products]
    hint = language.say("Or write a line of your own below. What you write there stands instead of the catalogue’s.")
    menu = {"type": "static_select", "options": options}
    return field("product", language.say("From the catalogue"), menu, optional=True, hint=hint)


def card_modal(speech: Language, reply: Reply) -> Block:
    """A record's card, or a refusal, as a modal of its own."""
    return modal("Filon", reply.blocks, close=bare(speech).say("Close"))


def record_modal(
    language: Language, title: str, asked: list[Block], callback: str, record: Record, **more: str
) -> Block:
    """A modal that asks about a record, whose identity and version it keeps."""
    about = {"kind": record.kind, "id": record.id, "version": record.version, **more}
    named = f"{title} · {record.reference}"
    return modal(
        named if len(named) <= TITLE else title,
        asked,
        close=language.say("Cancel"),
        submit=language.say("Save"),
        callback_id=callback,
        private_metadata=metadata(**about),
    )


def _reason(language: Language, known: Known) -> Iterator[Block]:
    options = [option(language.say(reason), reason) for reason in known.reasons]
    yield field("reason", language.say("Why?"), {"type": "static_select", "options": options})
    hint = language.say("Needed where the reason is: {other}.", other=Term(OTHER))
    note = text_input(longest=LONGEST_REASON, multiline=True)
    yield field("note", language.say("In your own words"), note, optional=True, hint=hint)


def _revenue(language: Language, known: Known) -> Iterator[Block]:
    start = language.write(known.revenue.amount) if known.revenue else ""
    hint = language.say("As you would write it: 12 k€ or 1 234,50.")
    yield field("revenue", language.say("Actual revenue, without VAT"), text_input(start, longest=40), hint=hint)


INPUTS = {"reason": _reason, "revenue": _revenue}
LINE_INPUTS = (
    ("description", mark("Description"), "", False),
    ("quantity", mark("Quantity"), "1", False),
    ("unit", mark("Unit"), "", True),
    ("unit_price", mark("Unit price, without VAT"), "", False),
    ("discount", mark("Discount in %"), "", True),
    ("vat_rate", mark("VAT rate in %"), "", True),
)
