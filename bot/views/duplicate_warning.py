"""The line on the card of a lead that is probably here already."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import context
from core.duplicates import Matches
from core.language import Language
from core.model import Record


def warning(speech: Language, record: Record, matches: Matches) -> Iterator[Block]:
    """The strong duplicates with their reasons, or nothing where there are none."""
    if matches:
        yield context(
            speech.say(
                ":warning: Probably here already: {candidates}. All of them: `/crm {words}`",
                candidates=matches,
                words=f"{bare(speech).say('duplicates')} {record.reference}",
            )
        )
