"""What Slack took but never said so is not posted again: it is found by the mark that it carries."""

from __future__ import annotations

from http.client import RemoteDisconnected
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk import WebClient
from structlog.testing import capture_logs

from bot import sighting
from bot.client import web_client
from bot.posting import Place, Topic, begin, post_once
from bot.request import Reply
from bot.sandbox import Sandbox
from core import inbox
from core.actions.assign import assign
from core.crm import Actor, Crm
from core.model import Attempt, Lead, User
from tests.factories import configured, hire, send_quote
from tests.integration.card_talk import DOUBTFUL, REVIEW, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts
from tests.integration.test_bot_announcements import announced, come_in
from tests.integration.test_bot_documents import render

PEOPLE = {"en": (OLIVER, "Oliver Hughes"), "fr": (CAMILLE, "Camille Moreau")}
LOOKS = {"conversations.history", "conversations.replies", "conversations.list", "files.info"}


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """The bot's, for what a test posts itself."""
    return web_client(sandbox.settings.bot_token, sandbox.api_url)


def lose_answer(sandbox: Sandbox, desk: Desk, method: str) -> None:
    """Slack takes the next call, and the job that made it hears nothing of that."""
    sandbox.lose_answer(method)
    with pytest.raises(RemoteDisconnected):
        desk.work()


def looks(sandbox: Sandbox) -> list[str]:
    """How the app looked for what it posted."""
    return [call.method for call in sandbox.calls if call.method in LOOKS]


def left(crm: Crm) -> int:
    """How many attempts nobody knows the end of."""
    with crm.read() as session:
        return session.query(Attempt).count()


@pytest.mark.parametrize("channel", ["#leads", LEADS])
def test_an_announcement_that_was_taken_is_found_in_its_channel(
    slack: Talk, sandbox: Sandbox, crm: Crm, channel: str
) -> None:
    firm = configured(crm, f'[slack]\nleads_channel = "{channel}"\n')
    desk = Desk(firm, web_client(sandbox.settings.bot_token, sandbox.api_url))
    come_in(slack)
    lose_answer(sandbox, desk, "chat.postMessage")
    assert left(crm) == 1
    taken = announced(slack)
    desk.work()
    assert announced(slack)["ts"] == taken["ts"]
    assert left(crm) == 0


@pytest.mark.parametrize("language", PEOPLE)
def test_a_review_that_was_taken_is_found_in_its_thread_and_works(
    slack: Talk, desk: Desk, sandbox: Sandbox, reader: SimpleNamespace, language: str
) -> None:
    user, name = PEOPLE[language]
    hire(slack.crm, user, name, language)
    message = post(slack, user)
    lose_answer(sandbox, desk, "chat.postMessage")
    desk.work()
    (review,) = thread(slack, message)
    assert action_ids(review) == REVIEW
    assert ("Vérifiez" if language == "fr" else "Look it over") in review["text"]
    assert "L-1" in texts(slack.click(user, review, "card.create"))


def test_what_happened_meanwhile_is_on_the_message_that_is_found(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    oliver = hire(slack.crm, OLIVER, "Oliver Hughes", "en")
    come_in(slack)
    lose_answer(sandbox, desk, "chat.postMessage")
    with slack.crm.transaction(Actor(oliver.id, "slack")) as tx:
        assign(tx, tx.session.get_one(Lead, 1), oliver)
    desk.work()
    assert "Oliver Hughes" in texts(announced(slack))
    assert action_ids(announced(slack)) == []


def test_the_card_and_the_pdf_of_a_quote_are_found(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    camille = hire(slack.crm)
    render(slack, send_quote(slack.crm, camille))
    lose_answer(sandbox, desk, "chat.postMessage")
    lose_answer(sandbox, desk, "files.completeUploadExternal")
    desk.work()
    card, pdf = slack.sandbox.messages(slack.sandbox.dm(CAMILLE))
    assert (len(pdf["files"]), pdf["thread_ts"]) == (1, card["ts"])
    assert left(slack.crm) == 0


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_a_file_that_was_not_shared_is_sent(slack: Talk, desk: Desk, sandbox: Sandbox, method: str) -> None:
    render(slack, send_quote(slack.crm, hire(slack.crm)))
    sandbox.fail_next(method, "internal_error")
    with pytest.raises(Exception, match="internal_error"):
        desk.work()
    desk.work()
    assert [len(each["files"]) for each in slack.sandbox.messages(slack.sandbox.dm(CAMILLE))] == [0, 1]


def test_the_photo_of_a_card_from_elsewhere_is_found(
    slack: Talk, desk: Desk, sandbox: Sandbox, reader: SimpleNamespace
) -> None:
    with slack.crm.transaction(Actor(None, "card")) as tx:
        inbox.receive(tx, "card", "cards", "1", body=photo(), content_type="image/png")
    lose_answer(sandbox, desk, "files.completeUploadExternal")
    desk.work()
    assert [len(each["files"]) for each in slack.sandbox.messages(LEADS)] == [0, 1]


def test_the_ordinary_way_costs_no_look(slack: Talk, desk: Desk, sandbox: Sandbox, reader: SimpleNamespace) -> None:
    reader.contact = DOUBTFUL
    come_in(slack)
    post(slack)
    render(slack, send_quote(slack.crm, hire(slack.crm)))
    desk.work()
    desk.work_again()
    assert looks(sandbox) == []
    assert left(slack.crm) == 0


REFUSALS = ["not_in_channel", "missing_scope", "channel_not_found", "internal_error"]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_slack_does_not_let_us_look_it_is_posted_and_logged(
    slack: Talk, desk: Desk, sandbox: Sandbox, refusal: str
) -> None:
    come_in(slack)
    lose_answer(sandbox, desk, "chat.postMessage")
    sandbox.fail_next("conversations.history", refusal)
    with capture_logs() as log:
        desk.work()
    assert len(slack.sandbox.messages(LEADS)) == 2
    noted = [entry for entry in log if entry["event"] == "slack.not_looked"]
    assert [entry["why"] for entry in noted] == [refusal]


def test_where_a_file_may_not_be_looked_at_it_is_sent(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    render(slack, send_quote(slack.crm, hire(slack.crm)))
    lose_answer(sandbox, desk, "files.completeUploadExternal")
    sandbox.fail_next("files.info", "missing_scope")
    desk.work()
    assert [len(each["files"]) for each in slack.sandbox.messages(slack.sandbox.dm(CAMILLE))] == [0, 1, 1]


def test_only_its_own_mark_counts(slack: Talk, desk: Desk, client: WebClient) -> None:
    topic, reply = Topic("lead", 1, "announcement"), Reply("Ours", [])
    begin(slack.crm, topic, Place(LEADS))
    marks: list[dict[str, Any]] = [
        {"event_type": sighting.EVENT_TYPE, "event_payload": {"key": "another's"}},
        {"event_type": "filon_other", "event_payload": {"key": "another's"}},
    ]
    for mark in marks:
        client.chat_postMessage(channel=LEADS, text="Theirs", metadata=mark)
    client.chat_postMessage(channel=LEADS, text="Unmarked")
    standing = post_once(slack.crm, client, topic, Place(LEADS), reply)
    assert [each["text"] for each in slack.sandbox.messages(LEADS)] == ["Theirs", "Theirs", "Unmarked", "Ours"]
    assert slack.sandbox.messages(LEADS)[-1]["ts"] == standing.ts


def test_it_is_found_behind_all_that_was_said_since(
    slack: Talk, desk: Desk, sandbox: Sandbox, client: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sighting, "PAGE", 2)
    come_in(slack)
    lose_answer(sandbox, desk, "chat.postMessage")
    for number in range(5):
        client.chat_postMessage(channel=LEADS, text=str(number))
    desk.work()
    assert [each["text"] for each in slack.sandbox.messages(LEADS)][1:] == ["0", "1", "2", "3", "4"]
    assert looks(sandbox).count("conversations.history") == 3


def test_only_what_was_said_around_the_tries_is_read(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    come_in(slack)
    lose_answer(sandbox, desk, "chat.postMessage")
    tried = float(announced(slack)["ts"])
    desk.work()
    (look,) = [call.arguments for call in sandbox.calls if call.method == "conversations.history"]
    margin = sighting.MARGIN.total_seconds()
    assert tried - 2 * margin < float(look["oldest"]) < tried < float(look["latest"]) < tried + 2 * margin


def test_it_is_looked_for_where_it_was_tried_and_posted_where_it_belongs_now(
    slack: Talk, desk: Desk, client: WebClient
) -> None:
    topic, reply = Topic("lead", 1, "card"), Reply("Ours", [])
    begin(slack.crm, topic, Place("C0SALES"))
    assert post_once(slack.crm, client, topic, Place(LEADS), reply).channel == LEADS
    (message,) = slack.sandbox.messages(LEADS)
    assert message["text"] == "Ours"


def test_a_file_for_somebody_whom_slack_does_not_know_reaches_the_leads_channel(slack: Talk, desk: Desk) -> None:
    with slack.crm.transaction(Actor(None, "test")) as tx:
        tx.session.add(stranger := User(name="Zoé", language="fr"))
    render(slack, send_quote(slack.crm, hire(slack.crm)), asked_by=stranger.id)
    desk.work()
    assert [len(each["files"]) for each in slack.sandbox.messages(LEADS)] == [1]


def test_the_mark_tells_nothing_of_the_customer(slack: Talk, desk: Desk, client: WebClient) -> None:
    come_in(slack)
    desk.work()
    (message,) = client.conversations_history(channel=LEADS, include_all_metadata=True)["messages"]
    mark: Json = message["metadata"]
    assert (mark["event_type"], list(mark["event_payload"])) == ("filon_post", ["key"])
    assert len(mark["event_payload"]["key"]) > 20
