"""Photos of cards when something goes wrong: repeated, broken, hostile, refused; nothing is lost or done twice."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot import notifications
from bot.card_lead import lead_of
from bot.sandbox import Sandbox
from bot.sandbox.shapes import person_shape
from core import inbox
from core.crm import Actor, Crm
from core.model import Submission
from core.reading import Contact
from core.worker import Worker
from intake.processing import JUDGEMENTS
from tests.integration.card_talk import MARIE, REVIEW, leads, now, parts, photo, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, OLIVER, Json, Talk, action_ids, texts

pytestmark = pytest.mark.usefixtures("reader")


def test_an_event_that_is_delivered_twice_makes_one_review(slack: Talk, desk: Desk, posted: Json) -> None:
    assert slack.sandbox.redeliver_last_event().ok
    slack.type(OLIVER, "help")
    desk.work()
    assert len(desk.submissions) == len(thread(slack, posted)) == 1


def test_jobs_that_are_done_twice_say_everything_once(slack: Talk, desk: Desk, posted: Json, review: Json) -> None:
    slack.click(OLIVER, review, "card.create")
    desk.work()
    before = slack.sandbox.messages(posted["channel"])
    desk.work_again()
    assert [message["ts"] for message in slack.sandbox.messages(posted["channel"])] == [each["ts"] for each in before]
    assert len(leads(slack)) == 1


def test_a_file_is_fetched_once(slack: Talk, desk: Desk) -> None:
    post(slack, name="file.json", data=b"[]", mimetype="application/json")
    for _ in range(2):
        desk.jobs["fetch_photo"](1)
    assert (desk.submissions[0].body, desk.submissions[0].content_type) == (b"[]", "application/json")


NOT_PHOTOS = [
    ("notes.jpg", b"Marie Curie, Radium SA", "image/jpeg"),
    ("offer.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
    ("cards.zip", b"PK\x05\x06" + bytes(18), "application/zip"),
    ("card.html", b"<!DOCTYPE html><p>Marie Curie</p>", "text/html"),
    ("file.json", b'{"id": "F1"}', "application/json"),
]


@pytest.mark.parametrize(("name", "data", "mimetype"), NOT_PHOTOS, ids=[name for name, _, _ in NOT_PHOTOS])
def test_a_file_that_is_no_photo_is_explained_in_the_persons_language(
    slack: Talk, desk: Desk, name: str, data: bytes, mimetype: str
) -> None:
    message = post(slack, CAMILLE, name=name, data=data, mimetype=mimetype)
    desk.work()
    desk.work_again()
    (answer,) = thread(slack, message)
    assert "Ce fichier n’est pas une image. Envoyez une photo en JPEG, PNG, WebP, HEIC ou TIFF." in answer["text"]
    assert action_ids(answer) == []
    assert (desk.submissions[0].state, leads(slack)) == ("failed", [])


def test_a_file_on_a_foreign_host_is_refused_in_the_thread(slack: Talk, desk: Desk) -> None:
    message = post(slack)
    with slack.crm.database.write() as session:
        posted = session.get_one(Submission, 1)
        posted.body = json.dumps({"id": "F1", "url_private": "https://files.slack.com.example/F1"}).encode()
    desk.work()
    assert "This file does not lie with Slack" in thread(slack, message)[0]["text"]


def test_a_card_on_which_nobody_stands_makes_no_lead(slack: Talk, desk: Desk, reader: SimpleNamespace) -> None:
    reader.contact = Contact()
    message = post(slack)
    desk.work()
    answer = slack.click(OLIVER, thread(slack, message)[0], "card.create")
    assert "A lead needs at least a person" in answer["text"]
    assert leads(slack) == []


HOSTILE = "<!channel> & <https://evil.example|click> *x*" * 90


def test_hostile_values_are_shown_as_they_stand_on_the_card(slack: Talk, desk: Desk, reader: SimpleNamespace) -> None:
    reader.contact = replace(MARIE, last_name=HOSTILE, company=HOSTILE, address=HOSTILE, emails=(HOSTILE,) * 9)
    message = post(slack, name="<!channel>.png")
    desk.work()
    (review,) = thread(slack, message)
    assert "&lt;!channel&gt; &amp; &lt;https" in texts(review)
    assert "<!channel>" not in texts(review)
    card = slack.click(OLIVER, review, "card.create")
    marked_up = [card["text"], *(part["text"] for part in parts(card) if part.get("type") == "mrkdwn")]
    assert "<!channel>" not in "".join(marked_up)


@pytest.mark.parametrize("fault", ["internal_error", 500])
def test_slack_failing_leaves_one_review_at_the_end(
    slack: Talk, desk: Desk, sandbox: Sandbox, fault: str | int
) -> None:
    message = post(slack)
    sandbox.fail_next("chat.postMessage", fault)
    with pytest.raises(SlackApiError):
        desk.work()
    desk.work()
    assert len(thread(slack, message)) == 1


def test_the_worker_itself_repeats_what_slack_did_not_take(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    message = post(slack)
    sandbox.fail_next("chat.postMessage", 500)
    worker = Worker(slack.crm.database, slack.crm.settings.home, desk.jobs)
    worker.start()
    try:
        sandbox.wait_for(lambda: desk.posts)
    finally:
        worker.stop()
    assert len(thread(slack, message)) == 1


def test_slack_asking_to_wait_is_obeyed(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    message = post(slack)
    sandbox.fail_next("chat.postMessage", "ratelimited")
    desk.work()
    assert len(thread(slack, message)) == 1


def test_a_photo_is_taken_though_the_sign_for_it_fails(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    sandbox.fail_next("reactions.add", "message_not_found")
    message = sandbox.upload(OLIVER, sandbox.dm(OLIVER), "card.png", photo())
    sandbox.wait_for(lambda: desk.submissions)
    assert sandbox.redeliver_last_event().ok
    sandbox.wait_for(lambda: now(slack, message)["reactions"])
    desk.work()
    assert [action_ids(reply) for reply in slack.sandbox.messages(message["channel"], OLIVER)] == [[], REVIEW]


def test_a_review_that_was_deleted_is_forgotten(slack: Talk, desk: Desk, sandbox: Sandbox, review: Json) -> None:
    slack.type(OLIVER, "help")
    sandbox.backend.conversation.delete(sandbox.backend.workspace.message(review["channel"], review["ts"]))
    with slack.crm.transaction(Actor(None, "slack")) as tx:
        inbox.settle(tx, tx.session.get_one(Submission, 1), "discarded")
    desk.work()
    assert desk.posts == set()


def test_eight_people_who_confirm_at_once_make_one_lead(any_crm: Crm) -> None:
    with any_crm.transaction(Actor(None, "slack")) as tx:
        card, _new = inbox.receive(tx, "slack", "card", "C:F", body=b"-", content_type="image/png")
        contact = {name: value for name, value in asdict(MARIE).items() if name not in JUDGEMENTS}
        inbox.settle(tx, card, "review", contact=contact)

    def confirm(_person: int) -> int:
        with any_crm.transaction(Actor(None, "slack")) as tx:
            return lead_of(tx, card.id).id

    with ThreadPoolExecutor(8) as pool:
        assert {*pool.map(confirm, range(8))} == {1}


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is but a guest of the workspace."""
    shape = "bot.sandbox.web_api.users.person_shape"
    monkeypatch.setattr(shape, lambda *given, **more: person_shape(*given, **more) | {"is_restricted": True})


@pytest.mark.usefixtures("guest")
def test_a_guest_hears_of_it_only_where_they_posted_to_us(slack: Talk, desk: Desk, sandbox: Sandbox) -> None:
    sandbox.upload(OLIVER, LEADS, "card.png", photo())
    # A refusal is posted before the event is acknowledged.
    assert sandbox.redeliver_last_event().ok
    sandbox.upload(OLIVER, sandbox.dm(OLIVER), "card.png", photo())
    (_photo, refusal) = sandbox.wait_for(lambda: (m := sandbox.messages(sandbox.dm(OLIVER), OLIVER))[1:] and m)
    assert "members of this workspace only" in refusal["text"]
    assert len(sandbox.messages(LEADS, OLIVER)) == 1
    assert list(desk.submissions) == []


def test_without_a_token_nobody_is_told_and_nothing_is_stuck(crm: Crm) -> None:
    with capture_logs() as logs:
        for job in notifications.jobs(crm).values():
            job(1)
    assert {log["event"] for log in logs} == {"slack.nobody_told"}
    assert {log["job"] for log in logs} == set(notifications.JOBS)
