"""The list of what looks like a record, as an answer."""

from __future__ import annotations

from bot.request import Block, Reply
from bot.views.blocks import section
from bot.views.duplicates import duplicates_view
from core.crm import Transaction
from core.duplicates import find_duplicates
from core.duplicates.traits import COMPARED
from core.errors import NotUnderstood
from core.language import Language, Term, Verbatim
from core.model import Record

# Two blocks each keep the message under 50.
MOST = 15


def duplicates_reply(tx: Transaction, speech: Language, record: Record, *, said: str = "") -> Reply:
    """The list, under a sentence of escaped markup. Raises `NotUnderstood` for a kind that is not compared."""
    if record.kind not in COMPARED:
        raise NotUnderstood(
            "Leads, accounts and contacts are compared; {reference} is none of them ({kind}).",
            reference=record.reference,
            kind=Term(record.kind),
        )
    tx.session.flush()
    matches = find_duplicates(tx.session, record, most=MOST)
    count = speech.say_many("{count} record looks like it.", "{count} records look like it.", len(matches))
    before: list[Block] = [section(said)] if said else []
    text = speech.say("{reference}: {told}", reference=record.reference, told=Verbatim(count))
    return Reply(f"{said} {text}".strip(), [*before, *duplicates_view(speech, tx.settings.cycle, record, matches)])
