"""Response URLs: an answer to what a person did, five times within thirty minutes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.sandbox.checker import Checker
from bot.sandbox.clock import Clock
from bot.sandbox.conversation import Conversation
from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json, Message
from bot.sandbox.workspace import Workspace

MOST_USES = 5
LIFETIME = 30 * 60.0
METHOD = "response_url"


@dataclass
class Invitation:
    """What a response URL stands for: who did it where, and the message that it began at."""

    user: str
    channel: str
    origin: Message | None
    born: float
    uses: int = 0


class ResponseUrls:
    """Issues the URLs and does what is posted to them."""

    def __init__(self, workspace: Workspace, conversation: Conversation, checker: Checker, clock: Clock) -> None:
        self._workspace = workspace
        self._conversation = conversation
        self._checker = checker
        self._clock = clock
        self._issued: dict[str, Invitation] = {}

    def issue(self, user: str, channel: str, origin: Message | None = None) -> str:
        """A new URL for what this person did in this channel."""
        token = secrets.token_urlsafe(18)
        self._issued[token] = Invitation(user, channel, origin, self._clock())
        return f"{self._conversation.url}/response/{token}"

    def answer(self, token: str, body: Json) -> None:
        """Do what the app posted. Raises SlackError: `expired_url`, `used_url`, or what is wrong with the message."""
        invitation = self._spend(token)
        if body.get("delete_original"):
            self._conversation.delete(self._original(invitation))
            return
        content = self._checker.content(METHOD, body)
        if body.get("replace_original") and invitation.origin:
            self._conversation.change(self._original(invitation), **content)
            return
        self.post(invitation.user, invitation.channel, body, content)

    def post(self, user: str, channel: str, body: Json, content: Json) -> None:
        """A new message: only for the person who acted, unless the app says `in_channel`."""
        only_for = None if body.get("response_type") == "in_channel" else user
        author = self._workspace.bot.user_id
        self._conversation.post(channel, author, only_for=only_for, thread_ts=body.get("thread_ts"), **content)

    def _spend(self, token: str) -> Invitation:
        invitation = self._issued.get(token)
        if not invitation or self._clock() - invitation.born > LIFETIME:
            raise SlackError("expired_url")
        if invitation.uses >= MOST_USES:
            raise SlackError("used_url")
        invitation.uses += 1
        return invitation

    def _original(self, invitation: Invitation) -> Message:
        if invitation.origin is None:
            raise SlackError("message_not_found")
        return self._workspace.message(invitation.origin.channel, invitation.origin.ts)
