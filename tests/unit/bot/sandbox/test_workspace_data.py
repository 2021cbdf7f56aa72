"""The workspace's own small promises."""

from __future__ import annotations

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import Command, settings_from


def test_no_two_timestamps_are_alike_even_when_the_clock_stands_still(backend: Backend) -> None:
    ticks = [backend.workspace.tick() for _ in range(100)]
    assert ticks == sorted(set(ticks))


def test_settings_are_taken_as_mappings_too() -> None:
    settings = settings_from({"commands": [{"command": "/shop"}], "patience": 1.0})
    assert settings.commands == [Command("/shop")]
    assert settings.patience == 1.0


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        Sandbox(colour="red")
