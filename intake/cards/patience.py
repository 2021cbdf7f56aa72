"""Work that may hang is waited for only so long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from core.errors import Rejected

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What the work gives. Raises `Rejected` where it takes longer: its thread is left behind, and ends with us."""
    future: Future[Result] = Future()
    threading.Thread(target=_do, args=[future, work], name="patience", daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        if future.done():
            raise
        raise Rejected(
            "The photo was not read within {seconds} s, so that was given up. Send another photo of the card.",
            seconds=round(seconds),
        ) from None


def _do(future: Future[Result], work: Callable[[], Result]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
        future.set_exception(error)
