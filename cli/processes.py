"""Filon's processes run side by side: one that ends stops the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
GRACE_SECONDS = 15


class Processes:
    """Starts `filon NAME` for each name; `environment` is added to ours, output goes to `log` where given."""

    def __init__(self, environment: Mapping[str, str] | None = None, log: Path | None = None) -> None:
        self._environment = {**os.environ, **(environment or {})}
        self._log = log
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one process in a group of its own, so that our Ctrl-C reaches it through us only."""
        command = [sys.executable, str(ROOT / "filon.py"), name, *arguments]
        with self._output() as output:
            process = subprocess.Popen(
                command, env=self._environment, stdout=output, stderr=output, start_new_session=True
            )
        self.running[name] = process
        return process

    def _output(self) -> IO[bytes]:
        if self._log is None:
            return os.fdopen(os.dup(sys.stderr.fileno()), "wb")
        self._log.parent.mkdir(parents=True, exist_ok=True)
        return self._log.open("ab")

    def ended(self) -> str | None:
        """The name of a process that ended by itself."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def stop(self) -> None:
        """Ask all to stop, and end those that do not."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for_the_end(processes: Processes) -> str | None:
    """Wait for Ctrl-C or SIGTERM (None), or for a process that ends by itself (its name)."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(0.5):
        if name := processes.ended():
            return name
    return None


def run(names: Sequence[str], host: str, port: int) -> int:
    """Run the processes until told to stop; the exit code is 1 where one of them ended by itself."""
    processes = Processes()
    for name in names:
        processes.start(name, *(("--host", host, "--port", str(port)) if name == "web" else ()))
    try:
        ended = wait_for_the_end(processes)
    finally:
        processes.stop()
    if ended:
        sys.stderr.write(f"The process {ended} ended, so the others were stopped. Its last words stand above.\n")
    return 1 if ended else 0
