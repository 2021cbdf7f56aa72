"""Whether a verb of its own can be used on a record now."""

from __future__ import annotations

from typing import Any

from core.cycle import Move, Step
from core.errors import IllegalMove
from core.language import Term, Terms


def move_by(step: Step, record: Any, verb: str) -> Move:
    """The move that the verb makes from the record's state. Raises `IllegalMove`, naming the states that it needs."""
    move = step.made_by(verb, record.state)
    if move is None:
        starts = {start for each in step.moves if each.verb == verb for start in each.start}
        raise IllegalMove(
            "{reference} is {state}. For this it must be: {states}.",
            reference=record.reference,
            state=Term(record.state),
            states=Terms.of(state.name for state in step.states if state.name in starts),
        )
    return move
