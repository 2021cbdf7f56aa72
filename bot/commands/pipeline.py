"""/crm pipeline: the open opportunities in figures, and what changed in them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from bot import words
from bot.example import Example
from bot.request import Reply, Request
from bot.scope import Asked, read_scope
from bot.views.blocks import section
from bot.views.pipeline import in_words, pipeline_view
from bot.views.pipeline_changes import changes_in_words, changes_view
from bot.words import Word
from core.language import mark
from core.queries.pipeline import Group, pipeline
from core.queries.pipeline_changes import pipeline_changes

NAME = Word("pipeline", ("pipeline",), ("pipeline",))
HELP = mark(
    "All open opportunities by stage, month, owner or forecast category: how many, their total, and weighted by "
    "probability. Or what changed in a week. A colleague’s name after an @, or “me”, and months narrow it down."
)
EXAMPLES: tuple[Example, ...] = (
    Example("pipeline", "pipeline"),
    Example("pipeline month", "pipeline mois"),
    Example("pipeline category me 2027-01 2027-06", "pipeline catégorie moi 01/2027 06/2027"),
    Example("pipeline changes", "pipeline évolution"),
    Example("pipeline changes 30 days", "pipeline évolution 30 jours"),
)
WRITES = False


def run(request: Request) -> Reply:
    """The table, or that there is nothing in it."""
    asked = read_scope(request, (*words.GROUPS, words.CHANGES))
    return _changes(request, asked) if asked.view == words.CHANGES.value else _figures(request, asked)


def _figures(request: Request, asked: Asked) -> Reply:
    group = cast("Group", asked.view or "stage")
    rows = pipeline(request.tx.session, request.tx.settings.cycle, group, asked.scope)
    if not rows:
        return _nothing(request.language.say("The pipeline is empty: there is no open opportunity."))
    return Reply(in_words(request.language, rows), pipeline_view(request.language, group, rows))


def _changes(request: Request, asked: Asked) -> Reply:
    tx, speech = request.tx, request.language
    since = _midnight(asked.since, tx.settings.configuration.company.timezone)
    found = pipeline_changes(tx.session, tx.settings.cycle, since, asked.scope.owner_id)
    if not found:
        return _nothing(speech.say("Nothing changed in the pipeline since {day}.", day=asked.since))
    return Reply(changes_in_words(speech, found, asked.since), changes_view(speech, found, asked.since))


def _midnight(day: date, timezone: str) -> datetime:
    """When the day began for the company."""
    return datetime.combine(day, time(), ZoneInfo(timezone))


def _nothing(text: str) -> Reply:
    return Reply(text, [section(text)])
