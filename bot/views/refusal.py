"""What did not work, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request import Block, Reply
from bot.views.blocks import context, section
from core.errors import SalesError
from core.language import Language, mark

BROKEN = mark("Something broke on our side (reference {reference}). Nothing was changed.")
UNANSWERED = mark(
    "Slack did not take our answer (reference {reference}). Look whether it was done before you repeat it."
)


def refusal(speech: Language, error: SalesError, examples: Sequence[str] = ()) -> Reply:
    """The error's sentence, with examples of how to say it instead."""
    sentence = error.explain(speech)
    return Reply(sentence, [section(f":warning: {sentence}"), *_examples(speech, examples)])


def breakdown(speech: Language, reference: str, *, answered: bool = True) -> Reply:
    """Our own fault. `answered` is false where the work may have been done and only the answer was lost."""
    sentence = speech.say(BROKEN if answered else UNANSWERED, reference=reference)
    return Reply(sentence, [section(f":warning: {sentence}")])


def _examples(speech: Language, examples: Sequence[str]) -> list[Block]:
    shown = " · ".join(f"`/crm {speech.write(example)}`" for example in examples)
    return [context(speech.say("For example:") + " " + shown)] if examples else []
