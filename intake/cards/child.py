"""The process that reads cards for another, which asks and is answered through a pipe. Run as a program."""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
import traceback
from importlib import import_module
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from core import freed

# So many seconds after its time is up a reading ends itself, were there nobody left to end it.
GRACE_SECONDS = 5

Questions = SimpleQueue[tuple[float, bytes, dict[str, Any]]]


def main(descriptor: int, function: str) -> None:
    """Answer what comes through the pipe, until its other end is closed."""
    freed.give_back()
    # Whoever stops a service may signal all of its processes: a card begun is read, and the closed pipe ends us.
    signal.signal(signal.SIGTERM, lambda *_: None)
    pipe: Connection[Any, Any] = Connection(descriptor)
    questions: Questions = SimpleQueue()
    threading.Thread(target=_listen, args=[pipe, questions], daemon=True).start()
    while True:
        seconds, photo, options = questions.get()
        # The kernel's own clock: nothing that a recogniser does can hold it up.
        signal.alarm(math.ceil(seconds) + GRACE_SECONDS)
        pipe.send(_answer(function, photo, options))
        signal.alarm(0)


def _listen(pipe: Connection[Any, Any], questions: Questions) -> None:
    """Hand on what is asked. Where nobody is left to ask, end our group, whatever it is doing."""
    try:
        while True:
            questions.put(pipe.recv())
    except (EOFError, OSError):
        os.killpg(0, signal.SIGKILL)


def _answer(function: str, photo: bytes, options: dict[str, Any]) -> Any:
    """What the function returns, or the error that it raises, with where: a traceback does not pass through a pipe."""
    module, _, name = function.partition(":")
    try:
        return getattr(import_module(module), name)(photo, **options)
    except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        return error


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
