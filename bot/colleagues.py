"""Who is talking to us: the CRM user behind a Slack user."""

from __future__ import annotations

import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.actions.employ import employ
from core.crm import Actor, Crm
from core.errors import Forbidden, Unavailable
from core.language import closest, mark
from core.model import User

REFRESH_SECONDS = 24 * 60 * 60
NOT_FOR_GUESTS = mark(
    "Filon is for members of this workspace only, not for guests or apps. Ask a member for what you need."
)
OUTSIDERS = ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger")


class Stranger(Forbidden):
    """Somebody who is no colleague, with the language in which to say so."""

    def __init__(self, message: str, /, *, language: str, is_bot: bool) -> None:
        super().__init__(message)
        self.language = language
        self.is_bot = is_bot


class Colleagues:
    """Knows people by their Slack id. Slack is asked about each of them once a day at most."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm
        self._asked: dict[str, float] = {}

    def meet(self, client: WebClient, slack_id: str) -> User:
        """The user, made on first sight. Raises `Stranger` for guests and bots, `Unavailable` when Slack is away."""
        known = self.known(slack_id)
        if known and time.monotonic() - self._asked.get(slack_id, float("-inf")) < REFRESH_SECONDS:
            return known
        try:
            profile = client.users_info(user=slack_id, include_locale=True)["user"]
        except (SlackApiError, OSError) as error:
            if known:
                return known
            raise Unavailable("Slack does not tell us who you are. Try again in a moment.") from error
        return self._employ(slack_id, profile)

    def known(self, slack_id: str) -> User | None:
        """The user, if we have met before."""
        with self._crm.read() as session:
            return session.scalar(select(User).where(User.slack_id == slack_id))

    def _employ(self, slack_id: str, profile: dict[str, Any]) -> User:
        language = closest(profile.get("locale"))
        if slack_id == "USLACKBOT" or any(profile.get(mark) for mark in OUTSIDERS):
            raise Stranger(
                NOT_FOR_GUESTS,
                language=language,
                is_bot=bool(profile.get("is_bot")),
            )
        about = profile.get("profile", {})
        name = profile.get("real_name") or about.get("real_name") or profile["name"]
        try:
            with self._crm.transaction(Actor(None, "slack")) as tx:
                user = employ(tx, slack_id, name, email=about.get("email"), language=language)
        except IntegrityError:
            # Two of our processes saw this person for the first time at once; the other one won.
            user = self.known(slack_id) or _gone(slack_id)
        self._asked[slack_id] = time.monotonic()
        return user


def _gone(slack_id: str) -> User:
    raise LookupError(slack_id)
