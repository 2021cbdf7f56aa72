"""The approval of a large discount, and the news that an owner is told: in Slack, by themselves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from core.actions.discount import give_discount
from core.crm import Crm
from core.expiry import expire_quotes
from core.model import Quote, User
from tests.factories import actor, configured, hire, make_quote, send_quote
from tests.integration.desk import Desk
from tests.integration.talk import NADIA, OLIVER, Json, Talk, action_ids, texts


@pytest.fixture
def crm(crm: Crm) -> Crm:
    """A company where a rep may give 10 % at most."""
    return configured(crm, "[quote]\ndiscount_limit = 10\n")


@pytest.fixture
def oliver(crm: Crm) -> User:
    """The rep."""
    return hire(crm, OLIVER, "Oliver Hughes", "en")


@pytest.fixture
def nadia(crm: Crm) -> User:
    """The manager."""
    return hire(crm, NADIA, "Nadia Lefèvre", "fr", role="manager")


@pytest.fixture
def quote(crm: Crm, oliver: User, nadia: User) -> Any:
    """Oliver's draft, 20 % off."""
    quote = make_quote(crm, oliver)
    with crm.transaction(actor(oliver)) as tx:
        return give_discount(tx, quote, rate=Decimal(20))


def told(slack: Talk, person: str) -> list[Json]:
    """The messages that stay in the person's conversation with the bot."""
    messages = slack.sandbox.messages(slack.sandbox.dm(person), person)
    return [message for message in messages if not message.get("ephemeral") and message["user"] != person]


@pytest.fixture
def request_(slack: Talk, desk: Desk, quote: Any) -> Json:
    """What Nadia is shown after Oliver asked."""
    card = slack.type(OLIVER, f"show {quote.reference}")
    slack.click(OLIVER, card, "ask_approval")
    desk.work()
    (request,) = told(slack, NADIA)
    return request


def test_a_rep_asks_instead_of_sending(slack: Talk, quote: Any) -> None:
    card = slack.type(OLIVER, f"show {quote.reference}")
    assert action_ids(card)[0] == "ask_approval"
    assert "advance.sent" not in action_ids(card)
    assert f"/crm approve {quote.reference}" in slack.type(OLIVER, f"send {quote.reference}")["text"]


def test_a_manager_may_send_or_approve(slack: Talk, quote: Any) -> None:
    card = slack.type(NADIA, f"montrer {quote.reference}")
    assert {"advance.sent", "approve"} <= set(action_ids(card))
    assert "ask_approval" not in action_ids(card)


def test_each_manager_is_asked_in_their_language(slack: Talk, request_: Json, quote: Any) -> None:
    assert (
        f"Oliver Hughes demande votre accord\u00a0: {quote.reference} accorde 20\u00a0% de remise." in request_["text"]
    )
    assert action_ids(request_) == ["approve", "not_approve"]
    assert "Audit énergétique" in texts(request_)


def test_the_manager_approves_and_the_owner_is_told(slack: Talk, desk: Desk, request_: Json, quote: Any) -> None:
    slack.click(NADIA, request_, "approve")
    desk.work()
    assert action_ids(told(slack, NADIA)[0]) == []
    card, news = told(slack, OLIVER)
    assert action_ids(card)[0] == "advance.sent"
    assert news["text"] == f"Nadia Lefèvre approved {quote.reference}: it can be sent as it is."
    assert news["thread_ts"] == card["ts"]
    assert "is now: sent" in slack.type(OLIVER, f"send {quote.reference}")["text"]


def test_the_word_approves_too(slack: Talk, quote: Any) -> None:
    assert f"{quote.reference} est approuvé" in slack.type(NADIA, f"approuver {quote.reference}")["text"]


def test_a_rep_cannot_approve_by_the_managers_button(slack: Talk, request_: Json, quote: Any) -> None:
    before = slack.happened()
    refused = slack.type(OLIVER, f"approve {quote.reference}")
    assert "This is not for the role rep" in refused["text"]
    assert slack.happened() == before


def test_the_manager_declines_and_says_why(slack: Talk, desk: Desk, request_: Json, quote: Any) -> None:
    modal = slack.ask(NADIA, request_, "not_approve")
    assert slack.sandbox.submit(NADIA, modal, {"reason": ""})["response_action"] == "errors"
    slack.fill(NADIA, modal, {"reason": "15 % au plus"})
    desk.work()
    news = told(slack, OLIVER)[-1]
    assert news["text"] == f"Nadia Lefèvre does not approve {quote.reference}: 15 % au plus"


def test_a_request_that_is_out_of_date_is_answered_with_the_quote_as_it_is(
    slack: Talk, desk: Desk, request_: Json, quote: Any
) -> None:
    slack.type(OLIVER, f"discount {quote.reference} 60%")
    before = slack.happened()
    answer = slack.click(NADIA, request_, "approve")
    assert "a changé" in answer["text"] or "a été modifié" in answer["text"]
    assert slack.happened() == before
    desk.work()
    assert "60" in told(slack, NADIA)[0]["text"]


def test_asking_twice_is_refused(slack: Talk, request_: Json, quote: Any) -> None:
    card = slack.type(OLIVER, f"show {quote.reference}")
    assert "were asked already" in slack.click(OLIVER, card, "ask_approval")["text"]


def test_jobs_that_are_done_twice_ask_and_tell_once(slack: Talk, desk: Desk, request_: Json) -> None:
    slack.click(NADIA, request_, "approve")
    desk.work()
    desk.work_again()
    assert len(told(slack, NADIA)) == 1
    assert len(told(slack, OLIVER)) == 2


def test_slack_failing_leaves_one_request_at_the_end(slack: Talk, desk: Desk, sandbox: Sandbox, quote: Any) -> None:
    slack.click(OLIVER, slack.type(OLIVER, f"show {quote.reference}"), "ask_approval")
    sandbox.fail_next("chat.postMessage", 500)
    with pytest.raises(SlackApiError):
        desk.work()
    desk.work()
    assert len(told(slack, NADIA)) == 1


def test_the_request_for_a_deleted_draft_says_so(slack: Talk, desk: Desk, request_: Json, quote: Any) -> None:
    slack.click(OLIVER, slack.type(OLIVER, f"delete {quote.reference}"), "delete")
    desk.work()
    assert told(slack, NADIA)[0]["text"] == f"{quote.reference} est supprimé."


def test_the_owner_of_an_expired_quote_is_told_in_its_thread(slack: Talk, desk: Desk, crm: Crm, oliver: User) -> None:
    sent = send_quote(crm, oliver)
    with crm.transaction(actor()) as tx:
        tx.session.get_one(Quote, sent.id).valid_until = tx.today - timedelta(days=1)
    assert expire_quotes(crm) == [sent.reference]
    desk.work()
    card, news = told(slack, OLIVER)
    assert f"Quote *{sent.reference}* · expired" in texts(card)
    assert f"{sent.reference} has expired: it was valid until" in news["text"]
    assert news["thread_ts"] == card["ts"]
    assert "revise" in action_ids(card)
