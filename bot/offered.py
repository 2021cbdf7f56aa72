"""What a company's people are offered: nothing of a step that is off, no writing where another system writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.example import Example

if TYPE_CHECKING:
    from bot.commands import Command
    from core.cycle import Cycle


ANY = frozenset({"own", "mirror", "export"})


def offered(commands: Iterable[Command], cycle: Cycle) -> list[Command]:
    """The commands that are of use here: those about no step, and those about one of the steps in use."""
    return [command for command in commands if _is_of_use(command, cycle)]


def examples_of(command: Command, cycle: Cycle) -> list[Example]:
    """The command's examples without those of steps that it is of no use for."""
    usable = _usable(command, cycle)
    return [example for example in command.EXAMPLES if example.kind is None or example.kind in usable]


def _is_of_use(command: Command, cycle: Cycle) -> bool:
    step: tuple[str, ...] = getattr(command, "STEP", ())
    modes: frozenset[str] = getattr(command, "MODES", ANY)
    usable = _usable(command, cycle)
    return not step or any(kind in usable and cycle.step(kind).mode in modes for kind in step)


def _usable(command: Command, cycle: Cycle) -> frozenset[str]:
    return cycle.made_kinds if command.WRITES else cycle.record_kinds
