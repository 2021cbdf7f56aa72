"""The people who work with Filon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.request import Block, Reply
from bot.views.blocks import context, section
from core.language import Language, Term
from core.model import User

A_SECTION = 25
MOST = 500


def people_view(speech: Language, users: Sequence[User]) -> Reply:
    """A line for each, with their role."""
    text = speech.say_many("{count} person works with Filon.", "{count} people work with Filon.", len(users))
    return Reply(text, [context(text), *_sections(speech, users[:MOST])])


def _sections(speech: Language, users: Sequence[User]) -> Iterator[Block]:
    lines = [f"*{speech.write(user.name)}* · {speech.write(Term(user.role))}" for user in users]
    for start in range(0, len(lines), A_SECTION):
        yield section("\n".join(lines[start : start + A_SECTION]))
