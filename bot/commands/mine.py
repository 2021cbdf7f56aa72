"""/crm mine: what I have to work on."""

from __future__ import annotations

from bot.example import Example
from bot.request import Block, Reply, Request
from bot.views.blocks import section
from bot.views.listing import worklist
from bot.views.tasks import task_list
from bot.words import Word
from core.crm import Transaction
from core.language import Language, mark
from core.model import User
from core.queries import tasks
from core.queries.worklist import mine

NAME = Word("mine", ("mine", "my"), ("mes", "moi"))
HELP = mark("Your open tasks, the most urgent first, and your open records, the last touched first.")
EXAMPLES: tuple[Example, ...] = (Example("mine", "mes"),)
WRITES = False
# With a heading and a hint for tasks and for each of five kinds, 6 rows keep the message under 50 blocks.
MOST = 6


def run(request: Request) -> Reply:
    """The lists, or how to get something onto them."""
    return my_work(request.tx, request.user, request.language)


def my_work(tx: Transaction, user: User, speech: Language, *, said: str = "") -> Reply:
    """The person's lists; `said` is a sentence of escaped markup before them."""
    tx.session.flush()
    to_do = tasks.mine(tx.session, user.id, MOST + 1)
    lists = mine(tx.session, tx.settings.cycle, user.id, MOST)
    before: list[Block] = [section(said)] if said else []
    if not lists and not to_do:
        text = speech.say("You have nothing open. Make a lead with `/crm create lead`, or claim one.")
        return Reply(f"{said} {text}".strip(), [*before, section(text)])
    count = sum(len(each.records) for each in lists)
    sentences = [said, _tasks(speech, len(to_do)), _records(speech, count)]
    blocks = [*before, *task_list(speech, to_do, tx.today, MOST, listed=True), *worklist(speech, lists)]
    return Reply(" ".join(filter(None, sentences)), blocks)


def _tasks(speech: Language, count: int) -> str:
    return speech.say_many("You have {count} open task.", "You have {count} open tasks.", count) if count else ""


def _records(speech: Language, count: int) -> str:
    return speech.say_many("You have {count} open record.", "You have {count} open records.", count) if count else ""
