"""Events are wanted or not, tried again, and not for ever."""

from __future__ import annotations

import queue
from typing import Any

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.dispatch import Ack
from bot.sandbox.errors import Impossible
from bot.sandbox.events import Events

Json = dict[str, Any]
MESSAGE = {"type": "message", "channel_type": "im", "text": "Hi"}


class FakeDispatcher:
    """Answers what it was told to, and remembers what it was sent."""

    def __init__(self, *answers: Ack) -> None:
        self.answers = list(answers)
        self.sent: queue.Queue[tuple[str, int, str]] = queue.Queue()

    def send(self, kind: str, payload: Json, retry: int = 0, reason: str = "") -> Ack:
        assert kind == "events_api"
        self.sent.put((payload["event_id"], retry, reason))
        return self.answers.pop(0)

    def next(self) -> tuple[str, int, str]:
        return self.sent.get(timeout=5)


def events(backend: Backend, dispatcher: FakeDispatcher, *wanted: str) -> Events:
    return Events(backend.workspace, dispatcher, wanted or ("message.im",), (0.0, 0.0, 0.0))  # type: ignore[arg-type]


def finish(sender: Events) -> None:
    """Wait until nothing is on its way any more."""
    sender._pool.shutdown(wait=True)


def test_an_event_is_tried_again_with_its_id_and_the_reason(backend: Backend) -> None:
    dispatcher = FakeDispatcher(Ack(error="operation_timeout"), Ack(error="http_service_error"), Ack())
    events(backend, dispatcher).emit(MESSAGE)
    tries = [dispatcher.next() for _ in range(3)]
    assert [each[1:] for each in tries] == [(0, ""), (1, "http_timeout"), (2, "http_error")]
    assert len({each[0] for each in tries}) == 1


def test_after_three_more_tries_it_is_given_up(backend: Backend) -> None:
    dispatcher = FakeDispatcher(*[Ack(error="dispatch_failed")] * 4, Ack())
    sender = events(backend, dispatcher)
    sender.emit(MESSAGE)
    assert [dispatcher.next()[1] for _ in range(4)] == [0, 1, 2, 3]
    sender.emit(MESSAGE)
    assert dispatcher.next()[1] == 0


def test_an_app_can_say_that_no_further_try_is_wanted(backend: Backend) -> None:
    dispatcher = FakeDispatcher(Ack(error="http_service_error", may_retry=False), Ack())
    sender = events(backend, dispatcher)
    sender.emit(MESSAGE)
    finish(sender)
    assert dispatcher.next()[1] == 0
    assert dispatcher.sent.empty()


def test_only_what_the_app_subscribed_to_is_sent(backend: Backend) -> None:
    dispatcher = FakeDispatcher(Ack(), Ack())
    sender = events(backend, dispatcher, "message.channels")
    sender.emit(MESSAGE)
    sender.emit({**MESSAGE, "channel_type": "channel"})
    finish(sender)
    assert dispatcher.sent.qsize() == 1


def test_only_what_people_did_is_redelivered(backend: Backend) -> None:
    dispatcher = FakeDispatcher(Ack(), Ack(), Ack())
    sender = events(backend, dispatcher)
    with pytest.raises(Impossible):
        sender.redeliver()
    sender.emit(MESSAGE)
    first = dispatcher.next()
    sender.emit(MESSAGE, by_person=False)
    dispatcher.next()
    sender.redeliver()
    assert dispatcher.next() == (first[0], 1, "http_timeout")
