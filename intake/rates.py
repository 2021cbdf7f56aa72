"""How much one address may send to a form, and one tool to its endpoint.

Each web process counts for itself: with several of them the true limit lies between the configured one and that times
their number. What comes from this machine is not counted: behind a proxy that `proxies` does not tell of, everybody
seems to.
"""

from __future__ import annotations

import ipaddress
import math
import time
from functools import lru_cache

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from core.language import mark
from core.settings import Limits
from intake.refusal import Refusal


class Rates:
    """The counts of this process."""

    def __init__(self, limits: Limits) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._visitor, self._tool = (_limit(limits.visitor), _limit(limits.tool))

    def count_visitor(self, form: str, sender: str | None) -> None:
        """One more of a browser to a form. Raises `Refusal` (429) where it is one too many."""
        self._count(self._visitor, sender, form, sender or "")

    def count_tool(self, endpoint: str, sender: str | None) -> None:
        """One more of a program to an endpoint: many visitors may stand behind its one address. Raises `Refusal`."""
        self._count(self._tool, sender, endpoint)

    def _count(self, limit: RateLimitItem | None, sender: str | None, *of: str) -> None:
        if limit is None or _is_from_here(sender) or self._limiter.hit(limit, *of):
            return
        reset = self._limiter.get_window_stats(limit, *of).reset_time
        raise Refusal(
            429,
            mark("Too much was sent at once. Send this again in {seconds} seconds."),
            seconds=max(1, math.ceil(reset - time.time())),
        )


def _limit(written: str) -> RateLimitItem | None:
    return parse(written) if written else None


@lru_cache(maxsize=1024)
def _is_from_here(sender: str | None) -> bool:
    try:
        return ipaddress.ip_address(sender or "::1").is_loopback
    except ValueError:
        return False
