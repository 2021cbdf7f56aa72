"""The bot over Socket Mode: we connect to Slack, so no public address is needed."""

from __future__ import annotations

import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

AT_ONCE = 16


class Connection:
    """The app's connection to Slack; it is renewed by itself whenever Slack asks for that."""

    def __init__(self, app: App, app_token: str) -> None:
        self._handler = SocketModeHandler(app, app_token, concurrency=AT_ONCE)

    def start(self) -> None:
        """Connect; returns at once. Raises `SlackApiError` where Slack refuses the token."""
        self._handler.client.connect()

    def stop(self) -> None:
        """Hang up."""
        self._handler.client.close()


def run(app: App, app_token: str) -> None:
    """Serve until the process is told to stop. The Web API's address is the app's client's."""
    connection = Connection(app, app_token)
    connection.start()
    try:
        threading.Event().wait()
    finally:
        connection.stop()
