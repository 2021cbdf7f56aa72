"""Who is let in, in which language, and how often Slack is asked."""

from __future__ import annotations

from typing import Any, cast

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import colleagues as module
from bot.colleagues import Colleagues, Stranger
from core.crm import Crm
from core.errors import Unavailable
from core.model import User


class Directory:
    """Slack's users.info, which counts how often it is asked."""

    def __init__(self, **profile: Any) -> None:
        self.profile = {"name": "oliver", "real_name": "Oliver Hughes", "locale": "en-GB", **profile}
        self.asked = 0
        self.is_away = False

    def users_info(self, *, user: str, include_locale: bool) -> dict[str, Any]:
        self.asked += 1
        if self.is_away:
            raise SlackApiError("away", {"error": "internal_error"})
        return {"user": {"id": user, **self.profile}} if include_locale else {}


def meet(crm: Crm, directory: Directory, people: Colleagues | None = None) -> User:
    return (people or Colleagues(crm)).meet(cast("WebClient", directory), "U0OLIVER")


def test_a_colleague_is_made_on_first_sight_with_name_and_language(crm: Crm) -> None:
    user = meet(crm, Directory(profile={"email": "oliver@filon.example"}))
    assert (user.name, user.language, user.email) == ("Oliver Hughes", "en", "oliver@filon.example")
    assert meet(crm, Directory()).id == user.id


@pytest.mark.parametrize(("locale", "language"), [("fr-FR", "fr"), ("fr-CA", "fr"), ("de-DE", "en"), (None, "fr")])
def test_the_language_follows_slacks_locale(crm: Crm, locale: str | None, language: str) -> None:
    assert meet(crm, Directory(locale=locale)).language == language


def test_slack_is_asked_once_a_day(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    people, directory, clock = Colleagues(crm), Directory(), [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])
    for _ in range(3):
        meet(crm, directory, people)
    assert directory.asked == 1
    clock[0] += module.REFRESH_SECONDS
    directory.profile["real_name"] = "Oliver H. Hughes"
    assert meet(crm, directory, people).name == "Oliver H. Hughes"


@pytest.mark.parametrize("mark", ["is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger"])
def test_guests_and_bots_are_refused_and_not_kept(crm: Crm, mark: str) -> None:
    with pytest.raises(Stranger) as refusal:
        meet(crm, Directory(**{mark: True}))
    assert refusal.value.language == "en"
    assert refusal.value.is_bot is (mark == "is_bot")
    assert Colleagues(crm).known("U0OLIVER") is None


def test_whom_we_know_can_work_while_slack_is_away_and_others_are_told(crm: Crm) -> None:
    directory = Directory()
    directory.is_away = True
    with pytest.raises(Unavailable):
        meet(crm, directory)
    directory.is_away = False
    meet(crm, directory)
    directory.is_away = True
    assert meet(crm, directory).name == "Oliver Hughes"
