"""A card that cannot be fetched or read just now waits by itself; what hangs or kills the worker is given up."""

from __future__ import annotations

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.sandbox import Sandbox
from core.errors import Unavailable
from core.model import Submission
from core.postpone import SILENT, WAITS
from core.reading import Contact
from core.worker import Worker
from intake import tries
from tests.integration.card_talk import REVIEW, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import OLIVER, Json, Talk, action_ids, texts

pytestmark = pytest.mark.usefixtures("reader")
MISSING = Unavailable(
    "The program tesseract, which reads photos, is not installed. "
    "Install tesseract-ocr with the languages fra, eng and deu, then send the photo again."
)


@pytest.fixture
def posted(slack: Talk) -> Json:
    """Oliver's photo, not read yet."""
    return post(slack)


def not_now(_data: bytes, **_options: object) -> SimpleNamespace:
    raise MISSING


def try_again(desk: Desk, job: str, times: int) -> None:
    for _ in range(times):
        desk.jobs[job](1)
    desk.work()


def test_slack_that_hands_out_no_file_is_asked_again_for_an_hour(
    slack: Talk, desk: Desk, posted: Json, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("bot.notifications.fetch", lambda *_: not_now(b""))
        desk.work()
        try_again(desk, "fetch_photo", SILENT - 1)
        assert thread(slack, posted) == []
        try_again(desk, "fetch_photo", len(WAITS) - SILENT)
        (waiting,) = thread(slack, posted)
        assert "It is tried again by itself. Nothing is lost." in texts(waiting)
        assert desk.submissions[0].state == "received"
    try_again(desk, "fetch_photo", 1)
    assert [action_ids(reply) for reply in thread(slack, posted)] == [REVIEW]


def test_a_reader_that_is_missing_is_waited_for_and_then_told(
    slack: Talk, desk: Desk, posted: Json, reader: SimpleNamespace
) -> None:
    reader.read_card = not_now
    desk.work()
    try_again(desk, "read_card", len(WAITS) - 1)
    assert desk.submissions[0].state == "received"
    try_again(desk, "read_card", 1)
    (told,) = thread(slack, posted)
    assert "Install tesseract-ocr" in texts(told)
    assert desk.submissions[0].state == "failed"


def test_a_photo_that_kills_its_worker_is_given_up(
    slack: Talk, desk: Desk, posted: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "A_MOMENT", timedelta())
    for _ in range(tries.MOST):
        tries.begin(slack.crm, 1)
    desk.work()
    assert f"The worker stopped {tries.MOST} times" in texts(thread(slack, posted)[0])


def test_cards_that_are_read_keep_nobody_waiting(
    slack: Talk, desk: Desk, sandbox: Sandbox, reader: SimpleNamespace
) -> None:
    read, released = reader.read_card, threading.Event()
    reader.read_card = lambda data, **more: released.wait() and read(data, **more)
    messages = [post(slack, name=f"{number}.png") for number in range(5)]
    worker = Worker(slack.crm.database, slack.crm.settings.home, desk.jobs, at_once=2)
    worker.start()
    try:
        sandbox.wait_for(lambda: any(each.tries for each in desk.submissions))
        assert "L-1" in slack.type(OLIVER, "create lead Marie Curie Radium SA")["text"]
        post(slack, name="notes.txt", data=b"")
        sandbox.wait_for(lambda: _is_fetched(slack, 6))
    finally:
        released.set()
        sandbox.wait_for(lambda: all(thread(slack, message) for message in messages))
        worker.stop()


def _is_fetched(slack: Talk, number: int) -> bool:
    """Whether a quick job was done behind the slow ones."""
    with slack.crm.read() as session:
        return session.get_one(Submission, number).content_type == "text/plain"


def test_rubbish_makes_no_lead(slack: Talk, desk: Desk, reader: SimpleNamespace) -> None:
    reader.contact = Contact(website="~~|", address="%", uncertain=("website", "address"))
    message = post(slack)
    desk.work()
    assert "A lead needs at least a person" in slack.click(OLIVER, thread(slack, message)[0], "card.create")["text"]
    assert desk.submissions[0].state == "review"
