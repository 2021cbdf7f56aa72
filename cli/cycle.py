"""`filon cycle show`: the cycle as this company has it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cycle import Cycle, Step
from core.cycle.diagram import diagram, makes
from core.language import Language, Term, Terms, mark

WIDTH = 100


def show(cycle: Cycle, code: str, *, mermaid: bool) -> None:
    """Print every step as a table, or all of them as one Mermaid diagram."""
    language = Language(code)
    if mermaid:
        click.echo(diagram(language, cycle))
        return
    console = Console(width=WIDTH)
    for step in (cycle.steps[kind] for kind in cycle.kinds):
        console.print(_heading(language, cycle, step), style="bold", highlight=False)
        if step.mode in {"own", "export"}:
            console.print(_moves(language, step))
            for line in _conditions(language, cycle, step):
                console.print(Text(line))
        console.print()


def _heading(language: Language, cycle: Cycle, step: Step) -> Text:
    name, mode = language.say(step.kind).capitalize(), Term(step.mode)
    into = makes(cycle, step.kind)
    if into:
        return Text(language.say("{step} (mode: {mode}), promoted into: {into}", step=name, mode=mode, into=Term(into)))
    return Text(language.say("{step} (mode: {mode})", step=name, mode=mode))


def _moves(language: Language, step: Step) -> Table:
    """A row for each move from each state; a closed state is marked."""
    table = Table(*(language.say(title) for title in TITLES), width=WIDTH)
    for state in step.states:
        name = language.say(state.name) + (f" ({language.say('closed')})" if state.closed else "")
        moves = {move.end: move for move in reversed(step.moves) if state.name in move.start}
        for place, move in enumerate(reversed(moves.values())):
            first = name if place == 0 else ""
            needs = language.write(Terms.of(move.needs))
            table.add_row(*map(Text, (first, language.say(move.end), language.say(move.verb), needs)))
        if not moves:
            table.add_row(Text(name), "", "", "")
    return table


def _conditions(language: Language, cycle: Cycle, step: Step) -> Iterator[str]:
    if step.kind == "opportunity":
        stages = ", ".join(f"{language.say(stage.name)} {stage.probability} %" for stage in cycle.stages)
        yield language.say("Probabilities: {stages}", stages=stages)
    if step.abandoned_state:
        yield language.say("Reasons: {reasons}", reasons=Terms.of(step.reasons))
    for state, names in step.required.items():
        fields = Terms.of(name.replace("_", " ") for name in names)
        yield language.say("Required for “{state}”: {fields}", state=Term(state), fields=fields)


TITLES = (mark("State"), mark("becomes"), mark("by"), mark("needs"))
