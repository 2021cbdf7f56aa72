"""The Events API: each event once, then up to three times again until the app acknowledges it."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox.dispatch import Ack, Dispatcher
from bot.sandbox.errors import Impossible
from bot.sandbox.records import Json, new_id
from bot.sandbox.workspace import Workspace

SUBSCRIPTIONS = ("app_home_opened", "app_mention", "file_shared", "message.channels", "message.im", "reaction_added")
REASONS = {
    "operation_timeout": "http_timeout",
    "dispatch_failed": "connection_failed",
    "http_service_error": "http_error",
}

log = logging.getLogger(__name__)


class Events:
    """Sends in the background what the app subscribed to, as its manifest's `bot_events` name it."""

    def __init__(
        self,
        workspace: Workspace,
        dispatcher: Dispatcher,
        subscriptions: Sequence[str],
        retry_delays: Sequence[float],
    ) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._subscriptions = set(subscriptions)
        self._retry_delays = retry_delays
        self._pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="events")
        self._last: Json | None = None

    def emit(self, event: Json, *, by_person: bool = True) -> None:
        """Send an event, if the app wants its kind. Only what people caused can be redelivered."""
        kind = f"message.{_AUDIENCES[event['channel_type']]}" if event["type"] == "message" else event["type"]
        if kind not in self._subscriptions:
            return
        envelope = self._envelope(event)
        if by_person:
            self._last = envelope
        self._pool.submit(self._deliver, envelope)

    def redeliver(self) -> Ack:
        """Send the last event that a person caused once more, as Slack does when an answer was lost."""
        if self._last is None:
            raise Impossible("Nobody has done anything yet that makes an event.")
        return self._dispatcher.send("events_api", self._last, 1, "http_timeout")

    def close(self) -> None:
        """Send nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _deliver(self, envelope: Json) -> None:
        ack = self._dispatcher.send("events_api", envelope)
        for attempt, delay in enumerate(self._retry_delays, start=1):
            if ack.ok or not ack.may_retry:
                return
            time.sleep(delay)
            ack = self._dispatcher.send("events_api", envelope, attempt, REASONS[ack.error])
        if not ack.ok:
            log.info("The app did not acknowledge %s: %s", envelope["event"]["type"], ack.error)

    def _envelope(self, event: Json) -> Json:
        team, bot = self._workspace.team, self._workspace.bot
        authorization = {
            "enterprise_id": None,
            "team_id": team.id,
            "user_id": bot.user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        event_id = new_id("Ev")
        return {
            "token": "sandbox",
            "team_id": team.id,
            "api_app_id": bot.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(self._workspace.clock()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event_id}",
        }


_AUDIENCES = {"im": "im", "channel": "channels"}
