"""A quote's PDF comes into the thread of the quote's own message, once."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from core import events
from core.actions.advance import advance
from core.crm import Actor
from core.model import Document, User
from tests.factories import hire, send_quote
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, Json, Talk, action_ids, texts

PDF = b"%PDF-1.7\n%%EOF\n"


def render(slack: Talk, quote: Any) -> str:
    """What the job of the documents leaves behind; the file's name."""
    path = slack.crm.settings.home / "documents" / f"{quote.number}.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(PDF)
    digests = {"sha256": "-", "template_sha256": "-"}
    with slack.crm.transaction(Actor(None, "job")) as tx:
        document = Document(record_kind="quote", record_id=quote.id, record_revision=0, path=path.name, **digests)
        tx.session.add(document)
        tx.session.flush()
        events.record(tx, tx.record("quote", quote.id), "rendered", document=document.id)
    return path.name


@pytest.fixture
def camille(slack: Talk) -> User:
    """The quote's owner."""
    return hire(slack.crm)


def messages(slack: Talk) -> list[Json]:
    return slack.sandbox.messages(slack.sandbox.dm(CAMILLE))


def test_its_owner_gets_the_quote_with_the_pdf_in_its_thread(slack: Talk, desk: Desk, camille: User) -> None:
    name = render(slack, send_quote(slack.crm, camille))
    desk.work()
    card, pdf = messages(slack)
    assert "envoyé" in texts(card)
    assert "advance.accepted" in action_ids(card)
    assert pdf["thread_ts"] == card["ts"]
    assert [file["name"] for file in pdf["files"]] == [name]
    assert slack.sandbox.file_bytes(pdf["files"][0]["id"]) == PDF


def test_our_own_pdf_does_not_come_back_as_a_card(slack: Talk, desk: Desk, camille: User) -> None:
    render(slack, send_quote(slack.crm, camille))
    desk.work()
    # What the upload caused is delivered before the answer to this.
    slack.type(CAMILLE, "aide")
    assert list(desk.submissions) == []
    assert messages(slack)[-1]["reactions"] == []


def test_jobs_that_are_done_twice_post_it_once(slack: Talk, desk: Desk, camille: User) -> None:
    render(slack, send_quote(slack.crm, camille))
    desk.work()
    desk.work_again()
    assert len(messages(slack)) == 2


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage", "files.completeUploadExternal"])
def test_slack_failing_leaves_one_of_each_at_the_end(
    slack: Talk, desk: Desk, sandbox: Sandbox, camille: User, method: str
) -> None:
    render(slack, send_quote(slack.crm, camille))
    sandbox.fail_next(method, 500)
    with pytest.raises(SlackApiError):
        desk.work()
    desk.work()
    assert [len(message["files"]) for message in messages(slack)] == [0, 1]


def test_the_quotes_message_is_kept_true(slack: Talk, desk: Desk, camille: User) -> None:
    quote = send_quote(slack.crm, camille)
    render(slack, quote)
    desk.work()
    with slack.crm.transaction(Actor(camille.id, "slack")) as tx:
        advance(tx, quote, "accepted")
    desk.work()
    assert "accepté" in texts(messages(slack)[0])


def test_a_quote_of_nobody_goes_to_the_leads_channel(slack: Talk, desk: Desk) -> None:
    render(slack, send_quote(slack.crm))
    desk.work()
    card, pdf = slack.sandbox.messages(LEADS)
    assert pdf["thread_ts"] == card["ts"]
