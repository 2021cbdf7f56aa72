"""The company's cycle as a Mermaid diagram (`stateDiagram-v2`): a box for each step, its states and moves inside."""

from __future__ import annotations

from collections.abc import Iterator

from core.cycle.build import Cycle
from core.cycle.step import Kind, Move, Step
from core.language import Language


def diagram(language: Language, cycle: Cycle) -> str:
    """The text that Mermaid draws; steps that are off are left out, mirrored ones have no moves of ours."""
    steps = [cycle.steps[kind] for kind in cycle.kinds]
    lines = [line for step in steps for line in _step(language, cycle, step)]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in [*lines, *_promotions(language, cycle)])])


def _step(language: Language, cycle: Cycle, step: Step) -> Iterator[str]:
    name = language.say(step.kind).capitalize()
    if step.mode == "mirror":
        yield f'state "{name} ({language.say(step.mode)})" as {step.kind}'
        return
    yield f'state "{name}" as {step.kind} {{'
    ids = {state.name: f"{step.kind}_{place}" for place, state in enumerate(step.states)}
    for state in step.states:
        yield f'    state "{_quotable(language.say(state.name))}" as {ids[state.name]}'
    yield f"    [*] --> {ids[step.first_state]}"
    for start, move in _edges(cycle, step):
        yield f"    {ids[start]} --> {ids[move.end]} : {language.say(move.label)}"
    yield "}"


def _edges(cycle: Cycle, step: Step) -> Iterator[tuple[str, Move]]:
    """Every move from each of its states, once. From any stage to any other and to won: that would hide the rest."""
    stages = {stage.name for stage in cycle.stages} if step.kind == "opportunity" else set()
    seen: set[tuple[str, str]] = set()
    for move in step.moves:
        for state in step.states:
            is_jump = move.aside and state.name in stages and move.end != step.abandoned_state
            if state.name in move.start and (state.name, move.end) not in seen and not is_jump:
                seen.add((state.name, move.end))
                yield state.name, move


def _promotions(language: Language, cycle: Cycle) -> Iterator[str]:
    for kind in cycle.kinds:
        if into := makes(cycle, kind):
            yield f"{kind} --> {into} : {language.say('Promote')}"


def makes(cycle: Cycle, kind: Kind) -> Kind | None:
    """What a record of this kind becomes here; none where another system makes it, or nothing follows."""
    into = cycle.after(kind)
    return into if into and cycle.steps[into].mode != "mirror" else None


def _quotable(name: str) -> str:
    return name.replace('"', "'")
