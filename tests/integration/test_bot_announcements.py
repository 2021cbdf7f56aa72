"""A lead that came in by itself is announced to everybody, and goes to whoever takes it first."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from core.actions.advance import advance
from core.actions.create import create
from core.crm import Actor
from core.model import Lead
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, NADIA, OLIVER, Json, Talk, action_ids, texts

AWA = {
    "first_name": "Awa",
    "last_name": "Diallo",
    "company": "Hélianthe Énergie",
    "email": "awa.diallo@helianthe.example",
    "phone": "06 39 98 41 07",
    "need": "Bonjour, je souhaite un audit de notre site de Nantes.",
}


def come_in(slack: Talk, door: str = "form", **fields: Any) -> None:
    """Somebody writes to us."""
    with slack.crm.transaction(Actor(None, door)) as tx:
        create(tx, "lead", **{**AWA, "source": "web form", **fields})


def announced(slack: Talk) -> Json:
    """What stands in #leads."""
    (message,) = [each for each in slack.sandbox.messages(LEADS) if not each["ephemeral"]]
    return message


@pytest.fixture
def announcement(slack: Talk, desk: Desk) -> Json:
    """A lead of the web form, announced."""
    come_in(slack)
    desk.work()
    return announced(slack)


def test_who_what_and_from_where_in_the_companys_language(announcement: Json) -> None:
    said = texts(announcement)
    for part in ("Awa Diallo · Hélianthe Énergie", "formulaire web", "+33 6 39 98 41 07", AWA["need"], "non attribué"):
        assert part in said
    assert action_ids(announcement) == ["claim", "assign"]
    assert announcement["text"].startswith("Nouveau prospect")


@pytest.mark.parametrize("door", ["slack", "card"])
def test_what_colleagues_make_is_not_announced(slack: Talk, desk: Desk, door: str) -> None:
    come_in(slack, door)
    desk.work()
    assert slack.sandbox.messages(LEADS) == []


def test_a_claimed_lead_is_shown_as_taken_and_cannot_be_claimed_again(
    slack: Talk, desk: Desk, announcement: Json
) -> None:
    card = slack.click(OLIVER, announcement, "claim")
    assert card["ephemeral"]
    assert "L-1 now belongs to Oliver Hughes." in card["text"]
    assert "advance.contacted" in action_ids(card)
    desk.work()
    assert "Oliver Hughes" in texts(announced(slack))
    assert action_ids(announced(slack)) == []


def test_of_two_who_claim_the_second_is_told_who_was_faster(slack: Talk, desk: Desk, announcement: Json) -> None:
    slack.click(OLIVER, announcement, "claim")
    happened = slack.happened()
    late = slack.click(CAMILLE, announcement, "claim")
    assert "Oliver Hughes a été plus rapide" in late["text"]
    assert slack.happened() == happened


def test_a_lead_is_given_to_a_colleague(slack: Talk, desk: Desk, announcement: Json) -> None:
    modal = slack.ask(NADIA, announcement, "assign")
    slack.sandbox.submit(NADIA, modal, {"who": OLIVER})
    slack.sandbox.wait_for(lambda: len(slack.sandbox.messages(LEADS, NADIA)) == 2)
    desk.work()
    assert "Oliver Hughes" in texts(announced(slack))


def test_a_lead_that_was_claimed_while_the_form_was_open_is_not_given_away(slack: Talk, announcement: Json) -> None:
    modal = slack.ask(NADIA, announcement, "assign")
    slack.click(OLIVER, announcement, "claim")
    refused = slack.sandbox.submit(NADIA, modal, {"who": CAMILLE})
    assert "L-1" in refused["errors"]["who"]
    with slack.crm.read() as session:
        assert session.get_one(Lead, 1).owner_id == 2


def test_a_lead_that_is_closed_has_no_buttons(slack: Talk, desk: Desk, announcement: Json) -> None:
    with slack.crm.transaction(Actor(None, "slack")) as tx:
        advance(tx, tx.session.get_one(Lead, 1), "disqualified", reason="spam")
    desk.work()
    assert action_ids(announced(slack)) == []
    assert "abandonné" in texts(announced(slack))


def test_jobs_that_are_done_twice_announce_once(slack: Talk, desk: Desk, announcement: Json) -> None:
    desk.work_again()
    assert announced(slack) == announcement


@pytest.mark.parametrize("fault", ["internal_error", 500, 429])
def test_slack_failing_leaves_one_announcement_at_the_end(
    slack: Talk, desk: Desk, sandbox: Sandbox, fault: str | int
) -> None:
    come_in(slack)
    sandbox.fail_next("chat.postMessage", fault, times=5 if fault == 429 else 1)
    with pytest.raises(SlackApiError):
        desk.work()
    sandbox.backend.faults._waiting.clear()
    desk.work()
    assert action_ids(announced(slack)) == ["claim", "assign"]


def test_an_announcement_that_was_deleted_is_forgotten(
    slack: Talk, desk: Desk, sandbox: Sandbox, announcement: Json
) -> None:
    sandbox.backend.conversation.delete(sandbox.backend.workspace.message(LEADS, announcement["ts"]))
    slack.type(OLIVER, "assign L-1 me")
    desk.work()
    assert desk.posts == set()


def test_a_message_that_slack_does_not_change_just_now_is_changed_later(
    slack: Talk, desk: Desk, sandbox: Sandbox, announcement: Json
) -> None:
    slack.type(OLIVER, "assign L-1 me")
    sandbox.fail_next("chat.update", "internal_error")
    with pytest.raises(SlackApiError):
        desk.work()
    desk.work()
    assert "Oliver Hughes" in texts(announced(slack))


def test_what_strangers_write_pings_nobody_and_is_shown_as_typed(slack: Talk, desk: Desk) -> None:
    hostile = "<!channel> & <https://evil.example|click> " * 95
    come_in(slack, last_name=hostile, company=hostile, need=hostile, topic=hostile, email=hostile)
    desk.work()
    shown = announced(slack)
    assert "<!channel>" not in shown["text"]
    fields = [field["text"] for block in shown["blocks"] for field in block.get("fields", [])]
    assert "&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;" in "".join(fields)
    assert "<!channel>" not in "".join(fields)
