"""What goes wrong on our side or Slack's is said, with a reference, and nobody waits in vain."""

from __future__ import annotations

import re

import pytest

from bot.commands import find
from bot.sandbox.shapes import person_shape
from core.errors import Unavailable
from core.queries import search
from tests.integration.talk import LEADS, OLIVER, Talk, texts


@pytest.fixture
def broken_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that crashes."""

    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(search, "find", crash)


@pytest.mark.usefixtures("broken_search")
def test_a_crash_is_answered_with_a_reference_that_stands_in_the_log(
    slack: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = slack.type(OLIVER, "find radium")
    said = re.search(r"Something broke on our side \(reference ([0-9a-f]{8})\). Nothing was changed.", answer["text"])
    assert said
    assert f"reference={said[1]}" in re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert slack.sandbox.notices == []


def test_nothing_personal_stands_in_the_log(slack: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    slack.type(OLIVER, "show Zanzibar-Qx")
    slack.type(OLIVER, "create contact A-9 Zanzibar-Qx")
    assert "Zanzibar" not in capsys.readouterr().out


def test_a_database_that_is_away_is_named(slack: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unavailable("The database does not answer. Nothing was changed; try again in a moment.")

    monkeypatch.setattr(find, "found", away)
    assert "The database does not answer." in slack.type(OLIVER, "find radium")["text"]


def test_an_answer_that_slack_does_not_take_claims_nothing(slack: Talk) -> None:
    slack.sandbox.fail_next("views.open", "internal_error")
    answer = slack.type(OLIVER, "create lead")
    assert "Look whether it was done before you repeat it." in answer["text"]


def test_an_acknowledgement_stands_though_the_command_fails_at_once(slack: Talk) -> None:
    for _ in range(30):
        assert slack.sandbox.command(OLIVER, "/crm xyzzy").ok


def test_a_used_up_response_url_is_no_dead_end(slack: Talk) -> None:
    card = slack.type(OLIVER, "create lead Marie Curie, Radium SA")
    modal = slack.ask(OLIVER, card, "advance.disqualified")
    for invitation in slack.sandbox.backend.response_urls._issued.values():
        invitation.uses = 5
    assert "L-1 is now: disqualified." in slack.fill(OLIVER, modal, {"reason": "cannot contact"})["text"]


def test_slack_that_asks_to_wait_is_obeyed(slack: Talk) -> None:
    slack.sandbox.fail_next("views.open", "ratelimited")
    assert slack.open(OLIVER, "create lead")["callback_id"] == "lead"


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Oliver is but a guest of the workspace."""
    shape = "bot.sandbox.web_api.users.person_shape"
    monkeypatch.setattr(shape, lambda *given, **more: person_shape(*given, **more) | {"is_restricted": True})


@pytest.mark.usefixtures("guest")
def test_a_guest_is_told_why_and_changes_nothing(slack: Talk) -> None:
    refused = slack.type(OLIVER, "create account Radium SA")
    assert "members of this workspace only" in refused["text"]
    assert "members of this workspace only" in texts(slack.sandbox.open_home(OLIVER) or {})
    assert slack.happened() == 0


@pytest.mark.usefixtures("guest")
def test_what_guests_write_in_channels_is_none_of_our_business(slack: Talk) -> None:
    slack.sandbox.message(OLIVER, LEADS, "hello")
    slack.type(OLIVER, "help")
    assert len(slack.sandbox.messages(LEADS, OLIVER)) == 1


def test_slack_not_telling_who_it_is_is_said(slack: Talk) -> None:
    slack.sandbox.fail_next("users.info", "internal_error")
    assert "Unavailable" not in slack.type(OLIVER, "help")["text"]
    assert "What Filon understands" in slack.type(OLIVER, "help")["text"]
