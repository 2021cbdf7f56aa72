"""What can be typed, with examples that work."""

from __future__ import annotations

import re
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
    from bot.commands import Command, Topic

# What a command does in a word or two: what its help says up to its first stop.
STOP = re.compile(r"\s*[.:;](?=\s|$)")


def help_view(speech: Language, cycle: Cycle, topics: Sequence[Topic]) -> Reply:
    """Each command that is of use here in a line, by topic."""
    title = bare(speech).say("What Filon understands")
    hint = speech.say(
        "Words may be shortened, in French or English. References look like `L-42`. "
        "More of one command or topic: `/crm {words}`",
        words=Term(mark("help create")),
    )
    useful = [(topic, offered(topic.commands, cycle)) for topic in topics]
    sections = [_lines(speech, topic, commands) for topic, commands in useful if commands]
    named = ", ".join(command.NAME.shown(speech) for _topic, commands in useful for command in commands)
    return Reply(f"{title}: {named}", [header(title), *sections, context(hint)])


def topic_view(speech: Language, cycle: Cycle, topic: Topic) -> Reply:
    """The topic's commands that are of use here, each with all that it does and an example."""
    title = _title(speech, topic)
    rows = [_row(speech, cycle, command) for command in offered(topic.commands, cycle)]
    return Reply(title, [header(title), *rows])


def word_view(speech: Language, cycle: Cycle, command: Command) -> Reply:
    """One command with all its examples."""
    name = command.NAME.shown(speech)
    examples = [_code(speech, example) for example in examples_of(command, cycle)]
    text = speech.say(command.HELP)
    return Reply(text, [header(f"/crm {name}"), section(text), section("\n".join(examples))])


def _lines(speech: Language, topic: Topic, commands: Sequence[Command]) -> Block:
    rows = [f"`{_word(speech, command)}` — {STOP.split(speech.say(command.HELP))[0]}" for command in commands]
    return section("\n".join([f"*{_title(speech, topic)}*", *rows]))


def _row(speech: Language, cycle: Cycle, command: Command) -> Block:
    example = examples_of(command, cycle)[0]
    return section(f"*{_word(speech, command)}* — {speech.say(command.HELP)}\n{_code(speech, example)}")


def _title(speech: Language, topic: Topic) -> str:
    return topic.name.shown(speech).capitalize()


def _word(speech: Language, command: Command) -> str:
    return speech.write(command.NAME.shown(speech))


def _code(speech: Language, example: Example) -> str:
    return f"`/crm {speech.write(example.shown(speech))}`"
