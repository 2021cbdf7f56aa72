"""The small modals of a record's buttons: why, how much, to whom, which line; and the card itself in a modal."""

from __future__ import annotations

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import TITLE, field, modal, text_input
from bot.views.origin import metadata
from core.cycle import Move
from core.language import Language, mark
from core.model import Record
from core.money import Money

MOVE, ASSIGN, LINE = "move", "assign", "line"
LONGEST_REASON = 1000


def move_modal(speech: Language, record: Record, move: Move, revenue: Money | None = None) -> Block:
    """Asks for what the move needs: the reason, or the revenue, which is filled in where it is known."""
    language = bare(speech)
    asked = [INPUTS[need](language, revenue) for need in move.needs if need in INPUTS]
    return record_modal(language, language.say(move.label), asked, MOVE, record, to=move.end)


def assign_modal(speech: Language, record: Record, slack_id: str | None) -> Block:
    """Asks for a colleague; the present owner is chosen already."""
    language = bare(speech)
    people: Block = {"type": "users_select"} | ({"initial_user": slack_id} if slack_id else {})
    asked = [field("who", language.say("To whom?"), people)]
    return record_modal(language, language.say("Assign"), asked, ASSIGN, record)


def line_modal(speech: Language, record: Record) -> Block:
    """Asks for a sales line, figure by figure."""
    language = bare(speech)
    asked = [
        field(name, language.say(label), text_input(start, longest=200), optional=optional)
        for name, label, start, optional in LINE_INPUTS
    ]
    return record_modal(language, language.say("Add a line"), asked, LINE, record)


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


def _reason(language: Language, _revenue: Money | None) -> Block:
    return field("reason", language.say("Why?"), text_input(longest=LONGEST_REASON, multiline=True))


def _revenue(language: Language, revenue: Money | None) -> Block:
    start = language.write(revenue.amount) if revenue else ""
    hint = language.say("As you would write it: 12 k€ or 1 234,50.")
    return field("revenue", language.say("Actual revenue, without VAT"), text_input(start, longest=40), hint=hint)


INPUTS = {"reason": _reason, "revenue": _revenue}
LINE_INPUTS = (
    ("description", mark("Description"), "", False),
    ("quantity", mark("Quantity"), "1", False),
    ("unit", mark("Unit"), "", True),
    ("unit_price", mark("Unit price, without VAT"), "", False),
    ("discount", mark("Discount in %"), "", True),
    ("vat_rate", mark("VAT rate in %"), "", True),
)
