"""The forecast as a table: a row for each month, what is won beside what may come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import context, header
from bot.views.pipeline import NO_DATE, written_month
from bot.views.table import MOST_ROWS, table
from core.language import Language, mark
from core.money import ZERO, Money
from core.queries.forecast import ForecastRow

FIGURES = ("won", "committed", "best_case", "pipeline")
COLUMNS = (mark("Month"), mark("Won"), mark("Committed"), mark("Best case"), mark("Pipeline, weighted"))


def forecast_view(speech: Language, rows: Sequence[ForecastRow], since: date) -> list[Block]:
    """A heading, the table with its totals, what was left out, and what the columns mean."""
    language = bare(speech)
    titles = [language.say(column) for column in COLUMNS]
    body = [[_month(language, row), *_figures(language, row)] for row in rows[:MOST_ROWS]]
    foot = [[language.say("Total"), *_figures(language, row)] for row in totals(rows)]
    small_print = [*_omitted(speech, rows), speech.say("Won counts from {day} on.", day=since)]
    return [header(language.say("Forecast by month")), table([titles, *body, *foot]), context("\n".join(small_print))]


def forecast_in_words(speech: Language, rows: Sequence[ForecastRow]) -> str:
    """The totals as one sentence for each currency."""
    return " ".join(
        speech.say(
            "Won: {won}. Committed: {committed}, best case: {best_case}, pipeline weighted: {pipeline}.",
            **{name: Money(getattr(total, name), total.currency) for name in FIGURES},
        )
        for total in totals(rows)
    )


def totals(rows: Sequence[ForecastRow]) -> list[ForecastRow]:
    """A row for each currency with the sums of all months."""
    return [_total(currency, rows) for currency in sorted({row.currency for row in rows})]


def _total(currency: str, rows: Sequence[ForecastRow]) -> ForecastRow:
    same = [row for row in rows if row.currency == currency]
    sums = (sum((getattr(row, name) for row in same), ZERO) for name in (*FIGURES, "omitted"))
    return ForecastRow("", currency, *sums)


def _figures(language: Language, row: ForecastRow) -> list[str]:
    return [language.write(Money(getattr(row, name), row.currency)) for name in FIGURES]


def _month(language: Language, row: ForecastRow) -> str:
    return written_month(language, row.month) if row.month else language.say(NO_DATE)


def _omitted(speech: Language, rows: Sequence[ForecastRow]) -> list[str]:
    return [
        speech.say("Left out of the forecast: {amount}.", amount=Money(total.omitted, total.currency))
        for total in totals(rows)
        if total.omitted
    ]
