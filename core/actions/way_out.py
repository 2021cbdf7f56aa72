"""What to do instead, where a record is closed or its figures are frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.cycle import Step
from core.errors import ReadOnly
from core.language import Language, Spoken, Term, mark

READ_ONLY = mark("{reference} is {state}: it is read-only. {way_out}")
FROZEN = mark("{reference} is {state}: its figures are frozen. {way_out}")
NEVER_DELETED = mark("{reference} is {state}: it is never deleted. {way_out}")
PARTLY = mark("{reference} is {state}: this cannot be changed any more: {fields}. {way_out}")

REVISE = mark("Make a new version of it: /crm revise {reference}")
CREDIT = mark("Correct it by a credit note: /crm credit {reference}")
REOPEN = mark("Reopen it first: /crm advance {reference} {first}")
CANCEL = mark("Cancel it: /crm abandon {reference}")
LOOK = mark("What became of it: /crm show {reference}")


@dataclass(frozen=True)
class WayOut(Spoken):
    """The first thing that can be done with the record in its present state; at least it can be looked at."""

    step: Step
    reference: str
    state: str

    def in_language(self, language: Language) -> str:
        """A sentence with the command."""
        first = Term(self.step.first_state)
        return language.say(next(self._ways()), reference=self.reference, first=first)

    def _ways(self) -> Iterator[str]:
        ends = {move.end for move in self.step.moves_from(self.state)}
        if self.step.made_by("revise", self.state):
            yield REVISE
        if self.step.made_by("credit", self.state):
            yield CREDIT
        if self.step.first_state in ends and self.state not in self.step.open_states:
            yield REOPEN
        if self.step.kind == "order" and self.step.abandoned_state in ends:
            yield CANCEL
        yield LOOK


def read_only(step: Step, record: Any, saying: str = READ_ONLY, **values: Any) -> ReadOnly:
    """The refusal for the record as it is now, with what can be done instead."""
    way_out = WayOut(step, record.reference, record.state)
    return ReadOnly(saying, reference=record.reference, state=Term(record.state), way_out=way_out, **values)
