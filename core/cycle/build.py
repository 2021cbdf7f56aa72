"""The cycle as one company has it: the common lives with its stages, modes, reasons and required fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.cycle import lives
from core.cycle.lives import DEFAULT_STAGES
from core.cycle.step import KINDS, MODES, OTHER, Kind, Mode, Stage, Step
from core.errors import Misconfigured, ReadOnly, SwitchedOff
from core.language import Term


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

    @property
    def record_kinds(self) -> frozenset[str]:
        """Every kind of record that people see here: those of the cycle, and those that it is about."""
        return frozenset({"account", "contact", "product", *self.kinds})

    @property
    def made_kinds(self) -> frozenset[str]:
        """Those of them that people make here: none that mirror another system's."""
        return self.record_kinds - {kind for kind, step in self.steps.items() if step.mode == "mirror"}

    def after(self, kind: str) -> Kind | None:
        """What a record of this kind is promoted into: the next step that is not off."""
        following = KINDS[[*KINDS].index(self.step(kind).kind) + 1 :]
        return next((kind for kind in following if self.steps[kind].mode != "off"), None)


@dataclass(frozen=True)
class Adaptation:
    """How a company wants one step: its mode, its reasons for giving up, what must be filled before a state."""

    mode: Mode = "own"
    reasons: tuple[str, ...] | None = None
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def build(stages: Sequence[Stage] = DEFAULT_STAGES, adapted: Mapping[Kind, Adaptation | Mode] | None = None) -> Cycle:
    """The cycle as the company wants it; a mode stands for an adaptation of nothing else.

    Raises `Misconfigured` for a cycle that cannot work, naming the line of `filon.toml`.
    """
    wanted = {kind: _adaptation((adapted or {}).get(kind, "own")) for kind in KINDS}
    modes = {kind: adaptation.mode for kind, adaptation in wanted.items()}
    _check_stages(stages)
    _check_modes(modes)
    cycle = Cycle({kind: _step(kind, wanted[kind], modes, stages) for kind in KINDS}, tuple(stages))
    for step in cycle.steps.values():
        _check_reasons(step)
        _check_required(step)
    return cycle


def _adaptation(wanted: Adaptation | Mode) -> Adaptation:
    return wanted if isinstance(wanted, Adaptation) else Adaptation(wanted)


def _step(kind: Kind, wanted: Adaptation, modes: Mapping[Kind, Mode], stages: Sequence[Stage]) -> Step:
    each: dict[Kind, dict[str, Any]] = {
        "lead": lives.LEAD,
        "opportunity": lives.opportunity(stages),
        "quote": lives.QUOTE,
        "order": lives.order(is_billed=modes["invoice"] in {"own", "export"}),
        "invoice": lives.EXPORTED_INVOICE if modes["invoice"] == "export" else lives.INVOICE,
    }
    parts = each[kind]
    reasons = parts.get("reasons", ()) if wanted.reasons is None else wanted.reasons
    return Step(kind=kind, mode=wanted.mode, required=wanted.required, **(parts | {"reasons": (*reasons, OTHER)}))


def _check_reasons(step: Step) -> None:
    for reason in step.reasons:
        if not reason.strip():
            raise Misconfigured("[cycle.{kind}] reasons holds an empty one: take it out.", kind=step.kind)
        if step.reasons.count(reason) > 1:
            raise Misconfigured(
                "[cycle.{kind}] reasons names {reason} twice; “{other}” is always there.",
                kind=step.kind,
                reason=reason,
                other=OTHER,
            )


def _check_required(step: Step) -> None:
    """Fields can be required where a person makes the move, so that somebody is told."""
    reached = [state.name for state in step.states if _is_reached(step, state.name)]
    for state in sorted(step.required.keys() - set(reached)):
        raise Misconfigured(
            "[cycle.{kind}.required] {state} is no state into which people move a record. There are: {states}.",
            kind=step.kind,
            state=state,
            states=", ".join(reached),
        )


def _is_reached(step: Step, state: str) -> bool:
    return any(move.end == state and move.verb in {"advance", "promote"} for move in step.moves)


def _check_stages(stages: Sequence[Stage]) -> None:
    names = [stage.name for stage in stages]
    if not names:
        raise Misconfigured("[cycle.opportunity] stages is empty: name at least one stage.")
    for name in names:
        if not name.strip():
            raise Misconfigured("[cycle.opportunity] stages holds one without a name: name it.")
        if names.count(name) > 1:
            raise Misconfigured("[cycle.opportunity] stages names {name} twice: rename one.", name=name)
        if name in {"won", "lost"}:
            raise Misconfigured("[cycle.opportunity] stages: {name} is no stage, it ends an opportunity.", name=name)
    for stage in stages:
        if not 0 <= stage.probability <= 100:
            raise Misconfigured(
                "[cycle.opportunity] stages: the probability of {name} must be between 0 and 100.", name=stage.name
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
        raise Misconfigured("[cycle.quote] mode is off but orders, made from quotes, are on: switch orders off.")
    if modes["quote"] == "off" and modes["invoice"] in {"own", "export"}:
        raise Misconfigured(
            "[cycle.quote] mode is off but invoices are made here, from quotes: set [cycle.invoice] to mirror or off."
        )
