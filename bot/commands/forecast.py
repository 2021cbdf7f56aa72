"""/crm forecast: what each month is expected to bring."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.scope import read_scope
from bot.views.blocks import section
from bot.views.forecast import forecast_in_words, forecast_view
from bot.words import Word
from core.language import mark
from core.queries.forecast import ForecastRow, forecast
from core.queries.pipeline import Scope

NAME = Word("forecast", ("forecast",), ("prévision", "prévisions"))
HELP = mark(
    "What each month is expected to bring: won so far, committed, best case, and the rest weighted by probability. "
    "A colleague’s name after an @, or “me”, and months narrow it down."
)
EXAMPLES: tuple[Example, ...] = (
    Example("forecast", "prévision"),
    Example("forecast me 2027-01 2027-06", "prévision moi 01/2027 06/2027"),
)
WRITES = False


def run(request: Request) -> Reply:
    """The table, or that there is nothing in it."""
    tx, speech = request.tx, request.language
    scope = read_scope(request, ()).scope
    since = scope.first or tx.today.replace(day=1)
    rows = [row for row in forecast(tx.session, tx.settings.cycle, since, scope.owner_id) if _is_within(scope, row)]
    if not rows:
        text = speech.say("There is nothing to forecast: no open opportunity, and none won since {day}.", day=since)
        return Reply(text, [section(text)])
    return Reply(forecast_in_words(speech, rows), forecast_view(speech, rows, since))


def _is_within(scope: Scope, row: ForecastRow) -> bool:
    return scope.first is None or scope.last is None or f"{scope.first:%Y-%m}" <= row.month <= f"{scope.last:%Y-%m}"
