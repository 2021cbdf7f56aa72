"""Outside programs: run calmly, their words kept in a log, shown only where they failed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "var" / "setup.log"


def say(line: str) -> None:
    """Tell the user at once: nothing waits in a buffer while a program runs for minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def succeeds(command: Sequence[str]) -> bool:
    """Whether the program ended well; what it printed is appended to the log."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n")
        log.flush()
        return subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode == 0


def output(command: Sequence[str]) -> str:
    """What the program printed, whether it ended well or not."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def last_words() -> list[str]:
    """The program that ran last, and how it ended."""
    _, _, command = LOG.read_text("utf-8", errors="replace").rpartition("\n$ ")
    return f"$ {command.removeprefix('$ ')}".rstrip().splitlines()[-15:]
