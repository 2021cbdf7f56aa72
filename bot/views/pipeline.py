"""The pipeline as a table: how much is open, and what it is worth by probability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from babel import dates

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import context, header
from bot.views.table import MOST_ROWS, table
from core.language import Language, Term, mark
from core.money import ZERO, Money
from core.queries.pipeline import OMITTED, Group, PipelineRow

COLUMNS = (mark("Opportunities"), mark("Total"), mark("Weighted"))
TITLES: dict[Group, str] = {
    "stage": mark("Pipeline by stage"),
    "month": mark("Pipeline by month"),
    "owner": mark("Pipeline by owner"),
    "category": mark("Pipeline by forecast category"),
}
FIRST_COLUMN: dict[Group, str] = {
    "stage": mark("Stage"),
    "month": mark("Month"),
    "owner": mark("Owner"),
    "category": mark("Category"),
}
NO_DATE = mark("no date")
UNSET: dict[Group, str] = {"stage": "", "month": NO_DATE, "owner": mark("not assigned"), "category": ""}


def pipeline_view(speech: Language, group: Group, rows: Sequence[PipelineRow]) -> list[Block]:
    """A heading, the table with its totals, and how to see it otherwise."""
    language = bare(speech)
    hints = [speech.say("Other views: `/crm pipeline month` · `owner` · `category` · `changes`, and `/crm forecast`")]
    if group == "category" and any(row.group == OMITTED for row in rows):
        hints.append(speech.say("What is omitted from the forecast is counted here, and weighs nothing."))
    return [header(language.say(TITLES[group])), _table(language, group, rows), context("\n".join(hints))]


def in_words(speech: Language, rows: Sequence[PipelineRow]) -> str:
    """The totals as one sentence for each currency."""
    return " ".join(
        speech.say_many(
            "{count} open opportunity: {total}, weighted {weighted}.",
            "{count} open opportunities: {total}, weighted {weighted}.",
            total.count,
            total=Money(total.total, total.currency),
            weighted=Money(total.weighted, total.currency),
        )
        for total in totals(rows)
    )


def totals(rows: Sequence[PipelineRow]) -> list[PipelineRow]:
    """A row for each currency with the sums of all groups."""
    return [_total(currency, [row for row in rows if row.currency == currency]) for currency in _currencies(rows)]


def _total(currency: str, rows: Sequence[PipelineRow]) -> PipelineRow:
    return PipelineRow(
        "",
        currency,
        sum(row.count for row in rows),
        sum((row.total for row in rows), ZERO),
        sum((row.weighted for row in rows), ZERO),
    )


def _currencies(rows: Sequence[PipelineRow]) -> list[str]:
    return sorted({row.currency for row in rows})


def _table(language: Language, group: Group, rows: Sequence[PipelineRow]) -> Block:
    titles = [language.say(FIRST_COLUMN[group]), *(language.say(column) for column in COLUMNS)]
    body = [[_group(language, group, row), *_figures(language, row)] for row in rows[:MOST_ROWS]]
    foot = [[language.say("Total"), *_figures(language, row)] for row in totals(rows)]
    return table([titles, *body, *foot])


def _figures(language: Language, row: PipelineRow) -> list[str]:
    amounts = (Money(row.total, row.currency), Money(row.weighted, row.currency))
    return [str(row.count), *(language.write(amount) for amount in amounts)]


def _group(language: Language, group: Group, row: PipelineRow) -> str:
    return WRITTEN[group](language, row.group) if row.group else language.say(UNSET[group])


def written_month(language: Language, month: str) -> str:
    """A month as people write it: `2027-03` is March 2027."""
    return str(dates.format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=language.locale))


WRITTEN: dict[Group, Callable[[Language, str], str]] = {
    "stage": lambda language, stage: language.write(Term(stage)),
    "month": written_month,
    "owner": lambda _language, owner: owner,
    "category": lambda language, category: language.write(Term(category)),
}
