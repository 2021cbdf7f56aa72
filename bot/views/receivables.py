"""What customers owe: a line for each of them, then the invoices with a button each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, context, divider, section
from bot.views.listing import line
from bot.views.overdue import overdue
from bot.views.show import SEPARATOR, show_button
from core.language import Language
from core.model import Invoice
from core.money import ZERO, Money
from core.queries.receivables import MOST, Receivable

MOST_CUSTOMERS = 15
LONGEST_NAME = 100


def receivables_view(
    speech: Language, today: date, owed: Sequence[Receivable], invoices: Sequence[Invoice]
) -> list[Block]:
    """The blocks, within what one message holds."""
    customers = "\n".join(_customer(speech, each) for each in owed[:MOST_CUSTOMERS])
    rows = [section(_invoice(speech, today, each), show_button(bare(speech), each)) for each in invoices]
    more = [context(speech.say("There are more. Look one up with `/crm find` and a name."))]
    return [section(in_words(speech, owed)), section(customers), divider(), *rows, *more * (len(rows) >= MOST)]


def in_words(speech: Language, owed: Sequence[Receivable]) -> str:
    """The sums in one sentence for each currency."""
    currencies = sorted({each.currency for each in owed})
    return " ".join(_sum(speech, [each for each in owed if each.currency == currency]) for currency in currencies)


def _sum(speech: Language, owed: Sequence[Receivable]) -> str:
    currency = owed[0].currency
    return speech.say_many(
        "{count} invoice: {due} due, {overdue} of it overdue.",
        "{count} invoices: {due} due, {overdue} of it overdue.",
        sum(each.count for each in owed),
        due=Money(sum((each.due for each in owed), ZERO), currency),
        overdue=Money(sum((each.overdue for each in owed), ZERO), currency),
    )


def _customer(speech: Language, owed: Receivable) -> str:
    return speech.say(
        "*{customer}*: {due} due, {overdue} overdue",
        customer=clip(owed.customer.title, LONGEST_NAME),
        due=Money(owed.due, owed.currency),
        overdue=Money(owed.overdue, owed.currency),
    )


def _invoice(speech: Language, today: date, invoice: Invoice) -> str:
    due = speech.say("{due} due", due=Money(invoice.due, invoice.currency))
    return SEPARATOR.join(filter(None, (line(speech, invoice), due, overdue(speech, today, invoice))))
