"""/crm mine: what I have to work on."""

from __future__ import annotations

from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.views.listing import worklist
from bot.words import Word
from core.language import mark
from core.queries.worklist import mine

NAME = Word("mine", ("mine", "my"), ("mes", "moi"))
HELP = mark("Your open records, the last touched first.")
EXAMPLES: tuple[Example, ...] = (Example("mine", "mes"),)
WRITES = False
# With a heading and a hint for each of five kinds, 7 rows keep the message under 50 blocks.
MOST = 7


def run(request: Request) -> Reply:
    """The lists, or how to get something onto them."""
    lists = mine(request.tx.session, request.tx.settings.cycle, request.user.id, MOST)
    if not lists:
        text = request.language.say("You have nothing open. Make a lead with `/crm create lead`, or claim one.")
        return Reply(text, [section(text)])
    count = sum(len(each.records) for each in lists)
    text = request.language.say_many("You have {count} open record.", "You have {count} open records.", count)
    return Reply(text, list(worklist(request.language, lists)))
