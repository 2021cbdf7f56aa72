"""The sales cycle as data: steps, their states, the moves between them, and what promotes into what.

Commands, buttons, help, guards and the diagram in the docs are all read from this table; nothing else in
Filon names a state to decide what may happen. `filon.toml` adapts it (stages, modes, reasons, required fields).
"""

from core.cycle.build import Adaptation, Cycle, build
from core.cycle.lives import DEFAULT_STAGES
from core.cycle.step import (
    COMMANDS,
    FORECAST_CATEGORIES,
    KINDS,
    MODES,
    OTHER,
    Kind,
    Mode,
    Move,
    Stage,
    State,
    Step,
)

__all__ = [
    "COMMANDS",
    "DEFAULT_STAGES",
    "FORECAST_CATEGORIES",
    "KINDS",
    "MODES",
    "OTHER",
    "Adaptation",
    "Cycle",
    "Kind",
    "Mode",
    "Move",
    "Stage",
    "State",
    "Step",
    "build",
]
