"""The grammar of what follows `/crm pipeline` and `/crm forecast`: a view, whose, which months, how many days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import words
from bot.colleague import colleague
from bot.request import Request
from bot.words import Word
from core.errors import NotUnderstood
from core.identity import plain
from core.queries.pipeline import Scope

WEEK = 7
MOST_DAYS = 3650
MONTH = re.compile(
    r"(?<![\d-])(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<fr_month>\d{1,2})/(?P<fr_year>\d{4}))(?![\d-])"
)
DAYS = re.compile(r"\b(\d{1,9})\s*(?:days?|jours?|d|j)?(?!\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What was asked for: a view by its name, empty where none is named, its scope, and since when changes count."""

    view: str
    scope: Scope
    since: date


def read_scope(request: Request, views: Sequence[Word]) -> Asked:
    """The words in any order: `month me 2027-01 2027-06`, `changes 30 days`. Raises `NotUnderstood`, `NotFound`."""
    months = [_month(found) for found in MONTH.finditer(request.text)]
    text = MONTH.sub(" ", request.text)
    days = DAYS.search(text)
    view, owner_id = "", None
    for word in DAYS.sub(" ", text).replace("..", " ").split():
        if plain(word) in words.ME.spellings or word.startswith(("@", "<@")):
            owner_id = colleague(request, word).id
        else:
            view = _view(request, word, views)
    scope = Scope(owner_id, min(months, default=None), _end(max(months, default=None)))
    back = timedelta(days=min(int(days[1]) if days else WEEK, MOST_DAYS))
    return Asked(view, scope, scope.first or request.tx.today - back)


def _view(request: Request, word: str, views: Sequence[Word]) -> str:
    if not views:
        raise NotUnderstood("“{word}” is unknown. Say “me”, a colleague’s name after an @, or months.", word=word)
    return words.choose(word, views, request.language)


def _month(found: re.Match[str]) -> date:
    """The first day of the month."""
    try:
        return date(int(found["year"] or found["fr_year"]), int(found["month"] or found["fr_month"]), 1)
    except ValueError as error:
        raise NotUnderstood("“{typed}” is no month. Write it like 2027-03 or 03/2027.", typed=found[0]) from error


def _end(month: date | None) -> date | None:
    return month and month.replace(day=monthrange(month.year, month.month)[1])
