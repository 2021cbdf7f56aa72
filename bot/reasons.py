"""A reason for giving a record up, as people type it: one of the company's, then their own words."""

from __future__ import annotations

from bot import words
from bot.words import Word
from core.cycle import Step


def reason_and_note(step: Step, text: str) -> tuple[str | None, str | None]:
    """The step's reason that the text begins with, in either language, and what follows; else all of it as the reason.

    `injoignable, rappelé trois fois` is `cannot contact` with a note.
    """
    reason, rest = words.spelled_beginning(text, [_word(reason) for reason in step.reasons])
    return (reason, rest.lstrip(" ,;:.–—-") or None) if reason else (text or None, None)


def _word(reason: str) -> Word:
    """French says it of a lead (perdu) or of an opportunity (perdue)."""
    word = words.term(reason)
    either = (*word.fr, *(french.removesuffix("e") for french in word.fr))
    return Word(word.value, word.en, either)
