"""A task that came to its end, in a sentence."""

from __future__ import annotations

from bot.views.blocks import clip
from core.language import Language, Term
from core.model import Activity

LONGEST_TEXT = 300


def ended(speech: Language, task: Activity) -> str:
    """As in “T-5 is now: done — Call Marie back”."""
    return speech.say(
        "{reference} is now: {state} — {text}",
        reference=task.reference,
        state=Term(task.state),
        text=clip(task.text, LONGEST_TEXT),
    )
