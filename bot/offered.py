"""Which commands a company has: none of a step that is off or that mirrors another system."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from core.cycle import Cycle

C = TypeVar("C", bound=Any)
MADE_HERE = frozenset({"own", "export"})


def offered(commands: Sequence[C], cycle: Cycle) -> list[C]:
    """The commands without those of steps whose records are not made here."""
    return [command for command in commands if is_offered(command, cycle)]


def is_offered(command: Any, cycle: Cycle) -> bool:
    """Whether one of the command's steps (`STEP`, none: it is about all) is in one of its modes (`MODES`)."""
    steps, modes = getattr(command, "STEP", ()), getattr(command, "MODES", MADE_HERE)
    return not steps or any(cycle.steps[step].mode in modes for step in steps)
