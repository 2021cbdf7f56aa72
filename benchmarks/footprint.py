"""The memory of a process and of all that it runs, at its highest."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Self

import psutil

EVERY_SECONDS = 0.1


class Footprint:
    """Looks at a process' tree again and again while it is entered; what processes share is counted once."""

    def __init__(self, process: int) -> None:
        self._root = psutil.Process(process)
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self.most = 0.0
        self.parts: dict[str, float] = {}

    def __enter__(self) -> Self:
        self._watching.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watching.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            with suppress(psutil.Error):
                self._look()

    def _look(self) -> None:
        now: dict[str, float] = {}
        for process in (self._root, *self._root.children(recursive=True)):
            with suppress(psutil.Error):
                name = _name(process.cmdline())
                now[name] = now.get(name, 0) + _megabytes(process)
        if sum(now.values()) > self.most:
            self.most, self.parts = sum(now.values()), now

    def __str__(self) -> str:
        parts = ", ".join(f"{name} {size:.0f}" for name, size in self.parts.items())
        return f"{self.most:.0f} MB ({parts})"


def _name(command: list[str]) -> str:
    return next((name for name in ("worker", "intake.cards.child", "tesseract") if name in command), "other")


def _megabytes(process: psutil.Process) -> float:
    memory = process.memory_full_info()
    return getattr(memory, "pss", memory.rss) / 1_000_000
