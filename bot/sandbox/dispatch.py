"""Bringing things to the app: over its Socket Mode connection when there is one, else by signed HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode, urlsplit

from bot.sandbox.records import Json
from bot.sandbox.signing import sign
from bot.sandbox.socket_mode import Sockets

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Ack:
    """The app's answer. `error` is Slack's word for what went wrong, empty when the app acknowledged."""

    body: Json = field(default_factory=dict)
    error: str = ""
    may_retry: bool = True

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged in time."""
        return not self.error


class Dispatcher:
    """Sends envelopes of Socket Mode's three kinds: slash_commands, interactive, events_api."""

    def __init__(self, app_url: str | None, signing_secret: str, sockets: Sockets, patience: float) -> None:
        self.app_url = app_url
        self.patience = patience
        self._secret = signing_secret
        self._sockets = sockets

    def send(self, kind: str, payload: Json, retry: int = 0, reason: str = "") -> Ack:
        """Wait for the acknowledgement, at most as long as Slack does."""
        if self._sockets.connected:
            return self._by_socket(kind, payload, retry, reason)
        if self.app_url:
            return self._by_http(kind, payload, retry, reason)
        return Ack(error="dispatch_failed")

    def _by_socket(self, kind: str, payload: Json, retry: int, reason: str) -> Ack:
        extra = {"retry_attempt": retry, "retry_reason": reason} if kind == "events_api" else {}
        body = self._sockets.ask(kind, payload, self.patience, **extra)
        return Ack(error="operation_timeout") if body is None else Ack(body)

    def _by_http(self, kind: str, payload: Json, retry: int, reason: str) -> Ack:
        address = urlsplit(str(self.app_url))
        content_type, body = _ENCODERS[kind](payload)
        headers = self._headers(content_type, body)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        connection = HTTPConnection(address.hostname or "", address.port or 80, timeout=self.patience)
        try:
            connection.request("POST", address.path or "/", body, headers)
            return _read(connection.getresponse())
        except TimeoutError:
            return Ack(error="operation_timeout")
        except (OSError, HTTPException):
            return Ack(error="dispatch_failed")
        finally:
            connection.close()

    def _headers(self, content_type: str, body: bytes) -> dict[str, str]:
        # Signatures use the real time: apps compare them with theirs.
        timestamp = str(int(time.time()))
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._secret, timestamp, body),
        }


def _as_form(payload: Json) -> tuple[str, bytes]:
    return FORM, urlencode(payload).encode()


def _as_form_field(payload: Json) -> tuple[str, bytes]:
    return FORM, urlencode({"payload": json.dumps(payload)}).encode()


def _as_json(payload: Json) -> tuple[str, bytes]:
    return "application/json", json.dumps(payload).encode()


_ENCODERS: dict[str, Callable[[Json], tuple[str, bytes]]] = {
    "slash_commands": _as_form,
    "interactive": _as_form_field,
    "events_api": _as_json,
}


def _read(response: HTTPResponse) -> Ack:
    text = response.read().decode()
    may_retry = response.headers.get("X-Slack-No-Retry") != "1"
    if response.status != 200:
        return Ack(error="http_service_error", may_retry=may_retry)
    if not text:
        return Ack()
    if response.headers.get_content_type() == "application/json":
        return Ack(json.loads(text))
    return Ack({"text": text})
