"""The words of the cycle: a step, its states, the moves between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.errors import IllegalMove
from core.language import Term, Terms

Kind = Literal["lead", "opportunity", "quote", "order", "invoice"]
Mode = Literal["own", "mirror", "export", "off"]

OTHER = "other"
FORECAST_CATEGORIES = ("pipeline", "best case", "committed", "omitted")
# The verbs that people can type; the others are made by jobs and by other systems.
COMMANDS = frozenset({"merge", "promote", "revise", "fulfil", "bill", "pay", "credit"})
KINDS: tuple[Kind, ...] = ("lead", "opportunity", "quote", "order", "invoice")
MODES: Mapping[Kind, frozenset[Mode]] = {
    "lead": frozenset({"own"}),
    "opportunity": frozenset({"own"}),
    "quote": frozenset({"own", "off"}),
    "order": frozenset({"own", "mirror", "off"}),
    "invoice": frozenset({"own", "mirror", "export", "off"}),
}


@dataclass(frozen=True)
class State:
    """A state of a record; a closed one makes the record read-only. Probability is in percent."""

    name: str
    closed: bool = False
    probability: int | None = None


@dataclass(frozen=True)
class Move:
    """One way along a step: from any of `start` to `end`.

    `needs` names what must be there first (see `actions/guards.py`); a `final` move cannot be undone and is
    confirmed before it is made; an `aside` move is never the one that a bare `advance` takes. A move with a `verb`
    of its own is made by that verb alone, because it does more than change the state.
    """

    start: frozenset[str]
    end: str
    label: str
    needs: tuple[str, ...] = ()
    final: bool = False
    aside: bool = False
    verb: str = "advance"


@dataclass(frozen=True)
class Step:
    """One entity of the cycle with its life.

    `reasons` are the company's for giving a record up, beside `other`, which needs a note. `required` names the
    fields that must be filled before a record comes into a state.
    """

    kind: Kind
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    promotes_from: frozenset[str] = frozenset()
    promoted_state: str | None = None
    abandoned_state: str | None = None
    mode: Mode = "own"
    reasons: tuple[str, ...] = ()
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def first_state(self) -> str:
        """Where a new record starts."""
        return self.states[0].name

    @property
    def open_states(self) -> tuple[str, ...]:
        """The states in which a record can still be worked on, in order."""
        return tuple(state.name for state in self.states if not state.closed)

    @property
    def states_with_open_figures(self) -> tuple[str, ...]:
        """Where lines may change: an opportunity's until it is closed, a document's until it leaves its first state."""
        return self.open_states if self.kind == "opportunity" else (self.first_state,)

    def state(self, name: str) -> State:
        """The state of this name."""
        return next(state for state in self.states if state.name == name)

    def moves_from(self, state: str) -> list[Move]:
        """The moves that `advance` can make now, the usual one first."""
        possible = (move for move in self.moves if state in move.start and move.verb == "advance")
        return sorted(possible, key=lambda move: move.aside)

    def made_by(self, verb: str, state: str) -> Move | None:
        """The move that another verb makes from this state, if it can."""
        return next((move for move in self.moves if move.verb == verb and state in move.start), None)

    def move(self, state: str, to: str | None) -> Move:
        """The move from `state` to `to`, or the usual one. Raises `IllegalMove` naming the ways out."""
        possible = self.moves_from(state)
        wanted = [move for move in possible if (move.end == to if to else not move.aside)]
        if wanted:
            return wanted[0]
        self._check_verb(state, to)
        raise self._refusal(state, to, dict.fromkeys(move.end for move in possible))

    def _check_verb(self, state: str, to: str | None) -> None:
        """Raises `IllegalMove` naming the verb that makes this move, where it is not `advance`."""
        for move in self.moves:
            if move.end == to and state in move.start and move.verb in COMMANDS:
                raise IllegalMove(
                    "Another command does that ({step}: {to}): {verb}.",
                    step=Term(self.kind),
                    to=Term(to),
                    verb=Term(move.verb),
                )

    def _refusal(self, state: str, to: str | None, ends: Collection[str]) -> IllegalMove:
        values = {"step": Term(self.kind), "state": Term(state), "to": Term(to or "")}
        if not ends:
            return IllegalMove("This {step} is {state}: it is closed, and nothing can be done with it.", **values)
        ways = Terms.of(ends)
        if to:
            return IllegalMove(
                "This {step} is {state}; it cannot become {to}. From here it can go to: {ways}.", **values, ways=ways
            )
        return IllegalMove("This {step} is {state}. Say where it should go: {ways}.", **values, ways=ways)


@dataclass(frozen=True)
class Stage:
    """A stage of opportunities, as the company names it. Probability is in percent."""

    name: str
    probability: int
    forecast_category: str = "pipeline"
