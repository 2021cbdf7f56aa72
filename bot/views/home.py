"""Home: a welcome, what to do, and what a person is working on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import actions, context, divider, header, section
from bot.views.button import button
from bot.views.listing import worklist
from core.language import Language
from core.queries.worklist import Worklist

NEW_LEAD = "new_lead"


def home_view(speech: Language, name: str, lists: Sequence[Worklist]) -> Block:
    """The view to publish."""
    language = bare(speech)
    return {
        "type": "home",
        "blocks": [
            header(language.say("Hello {name}", name=name)),
            *actions([button(language.say("New lead"), NEW_LEAD, style="primary")]),
            *_work(speech, lists),
            divider(),
            context(speech.say("All commands: `/crm help`. A photo of a business card, sent here, becomes a lead.")),
        ],
    }


def closed_home(reply: Reply) -> Block:
    """Home for somebody who cannot work here, or while we cannot."""
    return {"type": "home", "blocks": reply.blocks}


def _work(speech: Language, lists: Sequence[Worklist]) -> list[Block]:
    if lists:
        return list(worklist(speech, lists))
    return [section(speech.say("You have nothing open. Make a lead with `/crm create lead`, or claim one."))]
