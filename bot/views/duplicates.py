"""What may be the same as a record, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import actions, confirm, section
from bot.views.button import button, value
from bot.views.listing import line
from bot.views.show import show_button
from core.cycle import Cycle
from core.duplicates import Match, Matches
from core.language import Language, Term
from core.model import Lead, Record


def duplicates_view(speech: Language, cycle: Cycle, record: Record, matches: Matches) -> list[Block]:
    """The matches, the surest first, each with its buttons; or that there are none."""
    if not matches:
        return [section(speech.say("Nothing looks like {reference}.", reference=record.reference))]
    said = speech.say("These look like {reference} {title}:", reference=record.reference, title=record.title)
    return [section(said), *(block for match in matches for block in _match(speech, cycle, record, match))]


def _match(speech: Language, cycle: Cycle, record: Record, match: Match) -> Iterator[Block]:
    reasons = speech.say("{strength}: {reasons}", strength=Term(match.strength), reasons=match.explain(bare(speech)))
    yield section(f"{line(speech, match.record)}\n{reasons}")
    yield from actions(list(_buttons(bare(speech), cycle, record, match.record)))


def _buttons(language: Language, cycle: Cycle, record: Any, other: Any) -> Iterator[Block]:
    carried = value(record, other={"kind": other.kind, "id": other.id, "version": other.version})
    if _can_merge(cycle, record, other):
        yield _merge(language, record, other, carried)
    text = language.say("Not a duplicate")
    label = f"{text} ({other.reference})"
    yield button(text, f"distinguish.{other.kind}.{other.id}", carried, label=label)
    yield show_button(language, other)


def _merge(language: Language, record: Any, other: Any, carried: str) -> Block:
    names = {"reference": record.reference, "other": other.reference}
    sure = confirm(
        language.say("Merge {other} into {reference}", **names),
        language.say(
            "{reference} takes over what it does not know itself, and the history of {other}, which is closed. "
            "This cannot be undone.",
            **names,
        ),
        language.say("Merge"),
        language.say("Not now"),
    )
    text = language.say("Merge")
    return button(text, f"merge.{other.kind}.{other.id}", carried, confirm=sure, label=f"{text} ({other.reference})")


def _can_merge(cycle: Cycle, *records: Any) -> bool:
    step = cycle.step("lead")
    return all(isinstance(each, Lead) and step.made_by("merge", each.state) for each in records)
