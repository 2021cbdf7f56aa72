"""The rep of the tour: what she types and clicks in the stand-in for Slack, and what she waits for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bot.sandbox import Sandbox

T = TypeVar("T")
REP, LEADS = "U0CAMILLE", "C0LEADS"
PATIENCE_SECONDS = float(os.environ.get("FILON_TOUR_PATIENCE", "60"))


class TourError(Exception):
    """A step of the tour that did not do what it should; the message begins with its name."""


class Rep:
    """Camille, who works in French, in her conversation with the app."""

    def __init__(self, sandbox: Sandbox, home: Path) -> None:
        self._sandbox = sandbox
        self._home = home
        self.dm = sandbox.dm(REP)

    def say(self, command: str) -> str:
        """Type a command; all that the answer shows."""
        before = len(self._answers())
        self._sandbox.command(REP, command, self.dm)
        message = self.wait(lambda: self._answers()[before:])[0]
        return str(message.get("text", "")) + str(message.get("blocks", ""))

    def upload(self, name: str, content: bytes) -> None:
        """Put a file into the conversation."""
        self._sandbox.upload(REP, self.dm, name, content)

    def click(self, action_id: str) -> str:
        """Click the newest button of this name, as soon as it is there; the time of its message."""
        message = self.wait(lambda: self._with_button(action_id))
        self._sandbox.click(REP, message, action_id)
        return str(message["ts"])

    def see(self, text: str, channel: str = "", after: str = "") -> str:
        """Wait for a message with this text; all that it shows."""
        return str(self.wait(lambda: self._find(channel or self.dm, text, after)))

    def pdf(self, number: str) -> Path:
        """Wait until the document's PDF lies under the home and is in Slack; its path."""
        path = self._home / "documents" / f"{number}.pdf"
        self.wait(lambda: path.exists() and path.read_bytes().startswith(b"%PDF-"))
        self.wait(lambda: self._has_file(path.name))
        return path

    def wait(self, find: Callable[[], T | None]) -> T:
        """Look until there is something. Raises `TimeoutError`."""
        return self._sandbox.wait_for(find, timeout=PATIENCE_SECONDS)

    def _messages(self) -> list[dict[str, Any]]:
        return self._sandbox.messages(self.dm, REP)

    def _answers(self) -> list[dict[str, Any]]:
        return [message for message in self._messages() if message["ephemeral"]]

    def _find(self, channel: str, text: str, after: str) -> dict[str, Any] | None:
        messages = self._sandbox.messages(channel, REP)
        return next((m for m in messages if text in str(m) and m["ts"] >= after), None)

    def _with_button(self, action_id: str) -> dict[str, Any] | None:
        return next((m for m in reversed(self._messages()) if f"'{action_id}'" in str(m.get("blocks"))), None)

    def _has_file(self, name: str) -> bool:
        return any(name in str(message.get("files")) for message in self._messages())


def reference(shown: str, prefix: str) -> str:
    """The first reference with this prefix in what was shown."""
    found = re.search(rf"\b{prefix}-[\d-]*\d", shown)
    if found is None:
        problem = f"no {prefix}-… in the answer: {shown[:300]}"
        raise TourError(problem)
    return found[0]
