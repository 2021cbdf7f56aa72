"""Lists of records, each row with a button that shows the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, context, section
from bot.views.noun import state
from bot.views.show import SEPARATOR, show_button
from core.language import Language, mark
from core.model import Record
from core.money import Money
from core.queries.worklist import Worklist

LONGEST_TITLE = 200
PLURALS = {
    "lead": mark("Leads"),
    "opportunity": mark("Opportunities"),
    "quote": mark("Quotes"),
    "order": mark("Orders"),
    "invoice": mark("Invoices"),
}


def rows(speech: Language, records: Sequence[Record]) -> list[Block]:
    """A row for each record."""
    return [section(line(speech, record), show_button(bare(speech), record)) for record in records]


def line(speech: Language, record: Any) -> str:
    """A record in one line of escaped markup: reference, title, state, amount."""
    parts = [f"*{speech.write(record.reference)}*", *_code(speech, record)]
    parts.append(speech.write(clip(record.title, LONGEST_TITLE)))
    if named := state(record):
        parts.append(speech.write(named))
    amount = _amount(record)
    if amount:
        parts.append(speech.write(amount))
    return SEPARATOR.join(filter(None, parts))


def worklist(speech: Language, lists: Sequence[Worklist]) -> Iterator[Block]:
    """A person's open records, under a heading for each kind."""
    for each in lists:
        yield section(f"*{speech.say(PLURALS[each.kind])}*")
        yield from rows(speech, each.records)
        if each.more:
            yield context(speech.say("There are more. Look one up with `/crm find` and a name."))


def _code(speech: Language, record: Any) -> list[str]:
    return [speech.write(record.code)] if record.kind == "product" else []


def _amount(record: Any) -> Money | None:
    if record.kind == "opportunity":
        return Money(record.revenue, record.currency) if record.revenue else None
    if record.kind == "product":
        return Money(record.unit_price, record.currency)
    return record.amount if getattr(record, "gross", None) else None
