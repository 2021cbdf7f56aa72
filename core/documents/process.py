"""Running another program so that nothing of it is left behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen


@dataclass(frozen=True)
class Finished:
    """How a program ended, and what it wrote. A negative code is the signal that killed it."""

    code: int
    out: bytes
    err: bytes


def run(
    command: Sequence[str], *, seconds: float, given: bytes = b"", environment: Mapping[str, str], folder: Path
) -> Finished:
    """Run a program with this environment only; its children die with it.

    Raises:
        subprocess.TimeoutExpired: it took longer than `seconds` and was killed.
    """
    with Popen(
        command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, cwd=folder, start_new_session=True
    ) as process:
        try:
            out, err = process.communicate(given, timeout=seconds)
        finally:
            _kill_group(process.pid)
    return Finished(process.returncode, out, err)


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
