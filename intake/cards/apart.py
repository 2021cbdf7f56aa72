"""Cards are read by a process of their own, one after the other: what hangs or stops it hurts that one card.

It is started for the first card and kept, its models loaded. It ends with us, however we end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Rejected

if TYPE_CHECKING:
    from intake.cards.pipeline import CardReading

ROOT = Path(__file__).parents[2]
# Many times what the slowest card takes, the start of the process included.
MOST_SECONDS = 60.0


class Apart:
    """Reads cards by a function, named as in `module:function`, in a process that is never waited for too long."""

    def __init__(self, function: str = "intake.cards.pipeline:read_card", seconds: float = MOST_SECONDS) -> None:
        self.function = function
        self.seconds = seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Any, Any] | None = None

    def read_card(self, photo: bytes, **options: Any) -> CardReading:
        """What the function says of the photo, or raises.

        Raises Rejected where it takes too long or its process stops; the next photo then gets a new one.
        """
        with self._turn:
            answer = self._ask(photo, options)
        if isinstance(answer, Exception):
            raise answer
        reading: CardReading = answer
        return reading

    def _ask(self, *request: Any) -> Any:
        pipe = self._connected()
        try:
            pipe.send((self.seconds, *request))
            if pipe.poll(self.seconds):
                return pipe.recv()
        except (EOFError, OSError):
            self.end()
            raise Rejected(
                "The program that reads cards stopped at this photo. It is kept and can be tried again."
            ) from None
        self.end()
        raise Rejected(
            "The photo was not read within {seconds} s, so that was given up. Send another photo of the card.",
            seconds=round(self.seconds),
        )

    def _connected(self) -> Connection[Any, Any]:
        """The pipe to the process. One that ended while it had nothing to do is replaced."""
        if self._pipe and self._process and self._process.poll() is None:
            return self._pipe
        self.end()
        self._pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", "intake.cards.child", str(theirs.fileno()), self.function]
            # In a group of its own, with the programs that it runs: they end together, and Ctrl-C is for us alone.
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True
            )
        return self._pipe

    def end(self) -> None:
        """End the process, if there is one, and all that it runs."""
        if self._pipe:
            self._pipe.close()
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._pipe = self._process = None
