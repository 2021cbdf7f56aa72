"""An acknowledgement that lasts.

Bolt 1.30 forgets an acknowledgement when its listener fails right after it (`ThreadListenerRunner.run` sets it back
to None), and Slack then tells the person that the app did not answer, beside the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse


class LastingAck(Ack):
    """Given once, it stays given."""

    _given: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        """What is sent to Slack, as soon as there is something."""
        return self._given

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        self._given = response or self._given


def keep(context: BoltContext, next_: Callable[[], Any]) -> Any:
    """The middleware that hands it to every listener."""
    context["ack"] = LastingAck()  # type: ignore[no-untyped-call]  # Bolt leaves its __init__ without a return type
    return next_()
