"""What the steps of the tour share: where it plays, who plays, and what was made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox import Sandbox
from cli.tour.rep import Rep
from core.settings import Settings


@dataclass
class Scene:
    """`made` holds the references of what the steps made, by kind; `heard` what the ERP was sent."""

    sandbox: Sandbox
    web: str
    home: Path
    settings: Settings
    rep: Rep
    made: dict[str, str] = field(default_factory=dict)
    heard: list[dict[str, object]] = field(default_factory=list)
