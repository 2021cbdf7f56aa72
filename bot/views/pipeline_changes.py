"""What changed in the pipeline, as a table: a row for each opportunity, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, context, header
from bot.views.table import LONGEST_CELL, MOST_ROWS, NOTHING, table
from core.language import Language, Term, Verbatim, mark
from core.money import ZERO, Money
from core.queries.pipeline_changes import PipelineChange

COLUMNS = (mark("Change"), mark("Opportunity"), mark("Before"), mark("After"), mark("Expected close"))
DATED = frozenset({"slipped", "pulled in"})


def changes_view(speech: Language, changes: Sequence[PipelineChange], since: date) -> list[Block]:
    """A heading, the table, and how to see more."""
    language = bare(speech)
    titles = [language.say(column) for column in COLUMNS]
    body = [_row(language, change) for change in changes[:MOST_ROWS]]
    hints = [speech.say("Longer ago: `/crm pipeline changes 30` (days). One of them: `/crm show` and its reference.")]
    if len(changes) > MOST_ROWS:
        hints.insert(0, speech.say("… and {count} more", count=len(changes) - MOST_ROWS))
    title = language.say("Pipeline since {day}", day=since)
    return [header(title), table([titles, *body], words=2), context("\n".join(hints))]


def changes_in_words(speech: Language, changes: Sequence[PipelineChange], since: date) -> str:
    """How many changes of each kind there were, with their amounts, in one sentence."""
    told = "; ".join(_told(speech, what, [*same]) for what, same in groupby(changes, lambda change: change.what))
    return f"{speech.say('Pipeline since {day}', day=since)} — {told}."


def _told(speech: Language, what: str, changes: Sequence[PipelineChange]) -> str:
    sums = ", ".join(speech.write(amount) for amount in _sums(changes))
    return speech.say("{what}: {count} ({sums})", what=Term(what), count=len(changes), sums=Verbatim(sums))


def _sums(changes: Sequence[PipelineChange]) -> Iterator[Money]:
    for currency in sorted({change.now.currency for change in changes}):
        yield Money(sum((c.now.revenue for c in changes if c.now.currency == currency), ZERO), currency)


def _row(language: Language, change: PipelineChange) -> list[str]:
    opportunity = change.opportunity
    before = change.amount_before
    return [
        language.write(Term(change.what)),
        clip(f"{opportunity.reference} · {opportunity.title}", LONGEST_CELL),
        language.write(before) if before else NOTHING,
        language.write(change.amount_after),
        _days(language, change),
    ]


def _days(language: Language, change: PipelineChange) -> str:
    days = [change.now.closes_on]
    if change.what in DATED and change.then:
        days.insert(0, change.then.closes_on)
    return " → ".join(language.write(day) for day in days if day)
