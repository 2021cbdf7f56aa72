"""/crm pipeline: the open opportunities in figures."""

from __future__ import annotations

from typing import cast

from bot import words
from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.views.pipeline import in_words, pipeline_view
from bot.words import Word
from core.language import mark
from core.queries.pipeline import Group, pipeline

NAME = Word("pipeline", ("pipeline",), ("pipeline",))
HELP = mark("All open opportunities by stage, month or owner: how many, their total, and weighted by probability.")
EXAMPLES: tuple[Example, ...] = (Example("pipeline", "pipeline"), Example("pipeline month", "pipeline mois"))
WRITES = False


def run(request: Request) -> Reply:
    """The table, or that there is nothing in it."""
    typed, _rest = words.first(request.text)
    group = cast("Group", words.choose(typed, words.GROUPS, request.language) if typed else "stage")
    rows = pipeline(request.tx.session, request.tx.settings.cycle, group)
    if not rows:
        text = request.language.say("The pipeline is empty: there is no open opportunity.")
        return Reply(text, [section(text)])
    return Reply(in_words(request.language, rows), pipeline_view(request.language, group, rows))
