"""People in the stand-in for Slack, as tests play them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import func, select

from bot.sandbox import Sandbox
from core.crm import Crm
from core.model import Event

Json = dict[str, Any]
CAMILLE, OLIVER, NADIA = "U0CAMILLE", "U0OLIVER", "U0NADIA"
LEADS = "C0LEADS"


class Talk:
    """What people do, each time with what they see afterwards."""

    def __init__(self, sandbox: Sandbox, crm: Crm) -> None:
        self.sandbox = sandbox
        self.crm = crm

    def type(self, user: str, text: str, channel: str | None = None) -> Json:
        """Type `/crm …`; the app's answer."""
        where = channel or self.sandbox.dm(user)
        return self._answer(user, where, lambda: self.sandbox.command(user, f"/crm {text}", where))

    def open(self, user: str, text: str) -> Json:
        """Type `/crm …`; the modal that opens."""
        self.sandbox.command(user, f"/crm {text}")
        return self.modal(user)

    def click(self, user: str, message: Json, action_id: str, value: Any = None) -> Json:
        """Click something on a message; the message as it is then, or the new answer."""
        return self._answer(user, message["channel"], lambda: self.sandbox.click(user, message, action_id, value))

    def ask(self, user: str, shown: Json, action_id: str) -> Json:
        """Click something that opens a modal."""
        before = self.sandbox.view(user)
        self.sandbox.click(user, shown, action_id)
        return self.sandbox.wait_for(lambda: ((view := self.sandbox.view(user)) != before and view) or None)

    def fill(self, user: str, view: Json, values: Json) -> Json:
        """Send a modal that is then answered in the conversation with the app."""
        where = self.sandbox.dm(user)
        return self._answer(user, where, lambda: self.sandbox.submit(user, view, values))

    def modal(self, user: str) -> Json:
        """The modal in front, as soon as there is one."""
        return self.sandbox.wait_for(lambda: self.sandbox.view(user))

    def happened(self) -> int:
        """How many events the audit trail has: a refusal adds none."""
        with self.crm.read() as session:
            return session.scalar(select(func.count()).select_from(Event)) or 0

    def _answer(self, user: str, channel: str, deed: Callable[[], Any]) -> Json:
        before = self.sandbox.messages(channel, user)
        deed()
        return self.sandbox.wait_for(
            lambda: next((m for m in reversed(self.sandbox.messages(channel, user)) if m not in before), None)
        )


def texts(shown: Json) -> str:
    """All that can be read on a message or a view."""
    return "\n".join(_texts(shown.get("blocks", [])))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in {"text", "alt_text"} and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def action_ids(shown: Json) -> list[str]:
    """What can be clicked, in order."""
    return list(_action_ids(shown.get("blocks", [])))


def _action_ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "action_id" in value:
            yield value["action_id"]
        for part in value.values():
            yield from _action_ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _action_ids(part)
