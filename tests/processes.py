"""Programs that run beside a test, and end with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Processes:
    """Python programs; what they print is in the log."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """One more, in a group of its own: `python` with the arguments."""
        command, surroundings = [sys.executable, *arguments], os.environ | environment
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=surroundings, stdout=log, stderr=log, start_new_session=True
            )
        self._running.append(process)
        return process

    def stop(self) -> None:
        """End all."""
        for process in self._running:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it as a power cut would, what it started left to itself."""
    process.kill()
    process.wait()
