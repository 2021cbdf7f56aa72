"""Home: a welcome, what to do, and what a person is working on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import actions, context, divider, header, section
from bot.views.button import button
from bot.views.listing import worklist
from bot.views.pipeline import in_words
from bot.views.tasks import task_list
from core.language import Language, Verbatim
from core.queries.pipeline import PipelineRow
from core.queries.tasks import Task
from core.queries.worklist import Worklist

NEW_LEAD = "new_lead"
MOST_TASKS = 10


def home_view(
    speech: Language,
    name: str,
    lists: Sequence[Worklist],
    *,
    to_do: Sequence[Task] = (),
    figures: Sequence[PipelineRow] = (),
    today: date = date.max,
) -> Block:
    """The view to publish: the person's open records, tasks that are due `today`, and figures of their pipeline."""
    language = bare(speech)
    return {
        "type": "home",
        "blocks": [
            header(language.say("Hello {name}", name=name)),
            *actions([button(language.say("New lead"), NEW_LEAD, style="primary")]),
            *_pipeline(speech, figures),
            *task_list(speech, to_do, today, MOST_TASKS),
            *_work(speech, lists),
            divider(),
            context(speech.say("All commands: `/crm help`. A photo of a business card, sent here, becomes a lead.")),
        ],
    }


def _pipeline(speech: Language, figures: Sequence[PipelineRow]) -> Iterator[Block]:
    if figures:
        yield section(speech.say("Your pipeline — {figures}", figures=Verbatim(in_words(speech, figures))))


def closed_home(reply: Reply) -> Block:
    """Home for somebody who cannot work here, or while we cannot."""
    return {"type": "home", "blocks": reply.blocks}


def _work(speech: Language, lists: Sequence[Worklist]) -> list[Block]:
    if lists:
        return list(worklist(speech, lists))
    return [section(speech.say("You have nothing open. Make a lead with `/crm create lead`, or claim one."))]
