"""A worker process with jobs made for tests: they write what they do to a file. Run as a program."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

from core.crm import Crm
from core.errors import NotFound, Unavailable
from core.settings import load
from core.worker import Daily, Worker


def note(home: Path, text: str) -> None:
    """Append one line, whole."""
    with (home / "notes").open("a") as file:
        file.write(f"{text}\n")


class Jobs:
    """The jobs by name; each is given what it should write."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def write(self, text: str) -> None:
        """Just write."""
        note(self.home, text)

    def wait(self, text: str) -> None:
        """Begin, and end once the test lets it."""
        note(self.home, f"{text} begun by {os.getpid()}")
        while not (self.home / "go").exists():
            time.sleep(0.02)
        note(self.home, f"{text} ended")

    def stumble(self, text: str) -> None:
        """Fail the first time, as a service that was away."""
        note(self.home, text)
        if (self.home / "notes").read_text().count(text) == 1:
            message = "away"
            raise Unavailable(message)

    def refuse(self, text: str) -> None:
        """Be refused for good."""
        note(self.home, text)
        raise NotFound(text)

    def kill(self, text: str) -> None:
        """Take the worker down with it."""
        note(self.home, text)
        os.kill(os.getpid(), signal.SIGKILL)

    def each_day(self, day: str) -> None:
        """Write which day it was asked for."""
        note(self.home, f"day {day}")

    def table(self) -> dict[str, object]:
        """By name."""
        return {name: getattr(self, name) for name in ("write", "wait", "stumble", "refuse", "kill", "each_day")}


def main(home: str, url: str) -> None:
    """Work until told to stop."""
    crm = Crm(load(home=Path(home), database_url=url))
    # The test writes which day it is, where it wants days.
    day = Path(home) / "today"
    daily = Daily(("each_day",), lambda: date.fromisoformat(day.read_text())) if day.exists() else None
    worker = Worker(crm.database, Path(home), Jobs(Path(home)).table(), daily=daily)  # type: ignore[arg-type]
    worker.start()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop.wait()
    worker.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
