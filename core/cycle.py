"""The sales cycle as data: steps, their states, the moves between them, and what promotes into what.

Commands, buttons, help, guards and the diagram in the docs are all read from this table; nothing else in
Filon names a state to decide what may happen. `filon.toml` adapts it (stages, modes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from core.errors import IllegalMove, Misconfigured, ReadOnly, SwitchedOff
from core.language import Term, Terms, mark

Kind = Literal["lead", "opportunity", "quote", "order", "invoice"]
Mode = Literal["own", "mirror", "export", "off"]

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
    confirmed before it is made; an `aside` move is never the one that a bare `advance` takes.
    """

    start: frozenset[str]
    end: str
    label: str
    needs: tuple[str, ...] = ()
    final: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Step:
    """One entity of the cycle with its life."""

    kind: Kind
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    promotes_from: frozenset[str] = frozenset()
    promoted_state: str | None = None
    abandoned_state: str | None = None
    mode: Mode = "own"

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
        """The moves that are possible now, the usual one first."""
        return sorted((move for move in self.moves if state in move.start), key=lambda move: move.aside)

    def move(self, state: str, to: str | None) -> Move:
        """The move from `state` to `to`, or the usual one. Raises `IllegalMove` naming the ways out."""
        possible = self.moves_from(state)
        wanted = [move for move in possible if (move.end == to if to else not move.aside)]
        if wanted:
            return wanted[0]
        raise self._refusal(state, to, [move.end for move in possible])

    def _refusal(self, state: str, to: str | None, ends: Sequence[str]) -> IllegalMove:
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


@dataclass(frozen=True)
class Cycle:
    """The cycle as this company has it."""

    steps: Mapping[Kind, Step]
    stages: tuple[Stage, ...] = field(default=())

    def step(self, kind: str) -> Step:
        """The step of this kind. Raises `SwitchedOff` where the company does without it."""
        step = next((step for step in self.steps.values() if step.kind == kind), None)
        if step is None or step.mode == "off":
            raise SwitchedOff("Your company does not use this step: {step}.", step=Term(kind))
        return step

    def writable(self, kind: str) -> Step:
        """The step, where records of it are made here. Raises `ReadOnly` for mirrored ones."""
        step = self.step(kind)
        if step.mode == "mirror":
            raise ReadOnly(
                "This step mirrors another system: {step}. Make the change there; it will show here.", step=Term(kind)
            )
        return step

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds in use, in the order of the cycle."""
        return tuple(kind for kind in KINDS if self.steps[kind].mode != "off")

    def after(self, kind: str) -> Kind | None:
        """What a record of this kind is promoted into: the next step that is not off."""
        following = KINDS[[*KINDS].index(self.step(kind).kind) + 1 :]
        return next((kind for kind in following if self.steps[kind].mode != "off"), None)


DEFAULT_STAGES = (Stage("qualify", 10), Stage("develop", 30), Stage("propose", 60), Stage("negotiate", 80))


def build(stages: Sequence[Stage] = DEFAULT_STAGES, modes: Mapping[Kind, Mode] | None = None) -> Cycle:
    """The cycle with the company's stages and modes. Raises `Misconfigured` for one that cannot work."""
    chosen = {kind: (modes or {}).get(kind, "own") for kind in KINDS}
    _check_stages(stages)
    _check_modes(chosen)
    parts = {
        "lead": LEAD,
        "opportunity": _opportunity(stages),
        "quote": QUOTE,
        "order": ORDER,
        "invoice": INVOICE,
    }
    steps: dict[Kind, Step] = {
        kind: Step(kind=kind, mode=chosen[kind], **parts[kind])  # type: ignore[arg-type]
        for kind in KINDS
    }
    return Cycle(steps, tuple(stages))


def _check_stages(stages: Sequence[Stage]) -> None:
    names = [stage.name for stage in stages]
    if not names:
        raise Misconfigured("[cycle.opportunity] stages is empty: name at least one stage.")
    for name in names:
        if names.count(name) > 1:
            raise Misconfigured("[cycle.opportunity] names the stage {name} twice: rename one.", name=name)
        if name in {"won", "lost"}:
            raise Misconfigured("[cycle.opportunity] {name} is no stage: it ends an opportunity.", name=name)
    for stage in stages:
        if not 0 <= stage.probability <= 100:
            raise Misconfigured(
                "[cycle.opportunity] the probability of {name} must be between 0 and 100.", name=stage.name
            )


def _check_modes(modes: Mapping[Kind, Mode]) -> None:
    for kind, mode in modes.items():
        if mode not in MODES[kind]:
            allowed = ", ".join(sorted(MODES[kind]))
            raise Misconfigured(
                "[cycle.{kind}] mode = {mode} cannot work; choose one of: {allowed}.",
                kind=kind,
                mode=mode,
                allowed=allowed,
            )
    if modes["quote"] == "off" and modes["order"] != "off":
        raise Misconfigured("[cycle.quote] is off but orders are on: an order is made from a quote. Switch orders off.")


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


LEAD = {
    "states": (
        State("new"),
        State("contacted"),
        State("qualified", closed=True),
        State("disqualified", closed=True),
    ),
    "moves": (
        Move(_from("new"), "contacted", mark("Contacted")),
        Move(_from("new", "contacted"), "disqualified", mark("Abandon"), needs=("reason",), aside=True),
        Move(_from("disqualified"), "new", mark("Reactivate"), aside=True),
    ),
    "promotes_from": _from("new", "contacted"),
    "promoted_state": "qualified",
    "abandoned_state": "disqualified",
}

QUOTE = {
    "states": (
        State("draft"),
        State("sent"),
        State("accepted"),
        State("ordered", closed=True),
        State("declined", closed=True),
        State("expired", closed=True),
    ),
    "moves": (
        Move(_from("draft"), "sent", mark("Send"), needs=("lines", "customer"), final=True),
        Move(_from("sent"), "accepted", mark("Accepted")),
        Move(_from("sent"), "declined", mark("Declined"), needs=("reason",), final=True, aside=True),
        Move(_from("sent"), "expired", mark("Expired"), final=True, aside=True),
    ),
    "promotes_from": _from("accepted"),
    "promoted_state": "ordered",
    "abandoned_state": "declined",
}

ORDER = {
    "states": (
        State("draft"),
        State("confirmed"),
        State("fulfilled"),
        State("invoiced", closed=True),
        State("cancelled", closed=True),
    ),
    "moves": (
        Move(_from("draft"), "confirmed", mark("Confirm"), needs=("lines", "customer")),
        Move(_from("confirmed"), "fulfilled", mark("Fulfilled")),
        Move(_from("draft", "confirmed"), "cancelled", mark("Cancel"), needs=("reason",), final=True, aside=True),
    ),
    "promotes_from": _from("confirmed", "fulfilled"),
    "promoted_state": "invoiced",
    "abandoned_state": "cancelled",
}

INVOICE = {
    "states": (State("draft"), State("issued"), State("paid", closed=True)),
    "moves": (
        Move(_from("draft"), "issued", mark("Issue"), needs=("lines", "customer"), final=True),
        Move(_from("issued"), "paid", mark("Paid")),
    ),
}


def _opportunity(stages: Sequence[Stage]) -> dict[str, object]:
    names = [stage.name for stage in stages]
    following = [Move(_from(name), after, mark("Next stage")) for name, after in pairwise(names)]
    jumps = [
        Move(_from(*(other for other in names if other != name)), name, mark("Change stage"), aside=True)
        for name in names
        if len(names) > 1
    ]
    return {
        "states": (
            *(State(stage.name, probability=stage.probability) for stage in stages),
            State("won", closed=True, probability=100),
            State("lost", closed=True, probability=0),
        ),
        "moves": (
            *following,
            Move(_from(names[-1]), "won", mark("Won"), needs=("revenue",)),
            *jumps,
            Move(_from(*names), "won", mark("Won"), needs=("revenue",), aside=True),
            Move(_from(*names), "lost", mark("Lost"), needs=("reason",), aside=True),
            Move(_from("won", "lost"), names[0], mark("Reopen"), aside=True),
        ),
        "promotes_from": _from(*names),
        "abandoned_state": "lost",
    }
