"""/crm invoices: what customers owe, and since when."""

from __future__ import annotations

from bot import words
from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.views.receivables import in_words, receivables_view
from bot.words import Word
from core.language import mark
from core.queries.receivables import receivables, unsettled

NAME = Word("invoices", ("invoices",), ("factures",))
HELP = mark("The invoices that are not settled, and what each customer owes: all of it, or what is overdue.")
EXAMPLES: tuple[Example, ...] = (Example("invoices", "factures"), Example("invoices overdue", "factures échues"))
WRITES = False
STEP = ("invoice",)
CHOICES = (Word("due", ("due",), ("dues",)), Word("overdue", ("overdue", "late"), ("échues", "retard")))


def run(request: Request) -> Reply:
    """The sums by customer, then the invoices, the longest due first."""
    typed, _rest = words.first(request.text)
    overdue = bool(typed) and words.choose(typed, CHOICES, request.language) == "overdue"
    session, today = request.tx.session, request.tx.today
    owed = receivables(session, today, overdue=overdue)
    if not owed:
        say = request.language.say
        text = say("No invoice is overdue.") if overdue else say("Every invoice is settled.")
        return Reply(text, [section(text)])
    shown = unsettled(session, today, overdue=overdue)
    return Reply(in_words(request.language, owed), receivables_view(request.language, today, owed, shown))
