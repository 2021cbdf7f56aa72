"""The memory of the worker and of all that it runs, at its highest."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil

EVERY_SECONDS = 0.05
# A process by a word of its command line.
PARTS = {"worker": "worker", "intake.cards.child": "reader", "tesseract": "tesseract"}
# What has the kernel forget the most that a process had.
FORGET = "5"


class Footprint:
    """Looks at a process' tree again and again while it is entered; what processes share is counted once.

    `most` and `parts` are the moment with the most of all together, in MB; `alone` is the most that each had, by the
    kernel's own account (none but Linux' has one), shared memory included.
    """

    def __init__(self, process: int) -> None:
        self._root = psutil.Process(process)
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self.most = 0.0
        self.parts: dict[str, float] = {}
        self.alone: dict[str, float] = {}

    def __enter__(self) -> Self:
        for process in self._tree():
            with suppress(OSError):
                Path(f"/proc/{process.pid}/clear_refs").write_text(FORGET)
        self._watching.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watching.join()

    def _tree(self) -> list[psutil.Process]:
        return [self._root, *self._root.children(recursive=True)]

    def _watch(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            self._look()

    def _look(self) -> None:
        now: dict[str, float] = {}
        for process in self._tree():
            with suppress(psutil.Error, OSError):
                name = next((PARTS[word] for word in process.cmdline() if word in PARTS), "other")
                now[name] = now.get(name, 0) + _megabytes(process)
                self.alone[name] = max(self.alone.get(name, 0), _highest(process))
        if sum(now.values()) > self.most:
            self.most, self.parts = sum(now.values()), now

    def __str__(self) -> str:
        columns = "".join(f"{self.parts.get(name, 0):>11.0f}" for name in PARTS.values())
        highest = "".join(f"{self.alone.get(name, 0):>11.0f}" for name in PARTS.values())
        return f"{self.most:>10.0f}{columns}{highest}"


HEADER = f"{'together':>10}" + "".join(f"{name:>11}" for name in PARTS.values()) * 2


def _megabytes(process: psutil.Process) -> float:
    memory = process.memory_full_info()
    return getattr(memory, "pss", memory.rss) / 1_000_000


def _highest(process: psutil.Process) -> float:
    found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{process.pid}/status").read_text("utf-8"))
    return int(found[1]) * 1024 / 1_000_000 if found else 0.0
