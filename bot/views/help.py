"""What can be typed, with examples that work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.example import Example
from bot.mrkdwn import bare
from bot.offered import examples_of, offered
from bot.request import Block, Reply
from bot.views.blocks import context, header, section
from core.cycle import Cycle
from core.language import Language, Term, mark

if TYPE_CHECKING:
    from bot.commands import Command


def help_view(speech: Language, cycle: Cycle, commands: Sequence[Command]) -> Reply:
    """Each command that is of use here, with what it does and an example."""
    title = bare(speech).say("What Filon understands")
    hint = speech.say(
        "Words may be shortened, in French or English. References look like `L-42`. "
        "More of one command: `/crm {words}`",
        words=Term(mark("help create")),
    )
    useful = offered(commands, cycle)
    rows = [_row(speech, cycle, command) for command in useful]
    return Reply(f"{title}: {_names(speech, useful)}", [header(title), *rows, context(hint)])


def word_view(speech: Language, cycle: Cycle, command: Command) -> Reply:
    """One command with all its examples."""
    name = command.NAME.shown(speech)
    examples = [_code(speech, example) for example in examples_of(command, cycle)]
    text = speech.say(command.HELP)
    return Reply(text, [header(f"/crm {name}"), section(text), section("\n".join(examples))])


def _row(speech: Language, cycle: Cycle, command: Command) -> Block:
    example = examples_of(command, cycle)[0]
    return section(
        f"*{speech.write(command.NAME.shown(speech))}* — {speech.say(command.HELP)}\n{_code(speech, example)}"
    )


def _code(speech: Language, example: Example) -> str:
    return f"`/crm {speech.write(example.shown(speech))}`"


def _names(speech: Language, commands: Sequence[Command]) -> str:
    return ", ".join(command.NAME.shown(speech) for command in commands)
