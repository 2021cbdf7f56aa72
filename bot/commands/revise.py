"""/crm revise: make the next revision of a quote."""

from __future__ import annotations

from bot.example import Example
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.words import Word
from core.actions.revise import revise
from core.language import Language, mark
from core.model import Record

NAME = Word("revise", ("revise",), ("réviser",))
HELP = mark("Close a sent, declined or expired quote, and open a draft of its next revision under the same number.")
EXAMPLES: tuple[Example, ...] = (Example("revise DV-2026-0042", "réviser DV-2026-0042"),)
WRITES = True
STEP = ("quote",)


def run(request: Request) -> Reply:
    """Revise it and show the draft."""
    record, _rest = record_and_rest(request)
    draft = revise(request.tx, record)
    return card_reply(request.tx, request.language, draft, said=revised(request.language, draft))


def revised(speech: Language, draft: Record) -> str:
    """That there is a new revision, in a sentence."""
    revision = getattr(draft, "revision", 0) + 1
    return speech.say("{reference} has a new draft, its revision {revision}.", reference=draft.reference,
                      revision=revision)  # fmt: skip
