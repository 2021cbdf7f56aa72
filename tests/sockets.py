"""The end of a Socket Mode connection that no test waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress


def hang_up(close: Callable[[], None]) -> None:
    """In the background, since the client's reads may hold up its end for seconds."""
    threading.Thread(target=_close, args=[close], daemon=True).start()


def _close(close: Callable[[], None]) -> None:
    # Where the stand-in for Slack hangs up at the same moment, the client finds that its socket is gone.
    with suppress(AttributeError):
        close()
