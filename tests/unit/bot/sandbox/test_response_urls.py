"""A response URL answers five times, for half an hour."""

from __future__ import annotations

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.clock import ManualClock
from bot.sandbox.errors import SlackError
from bot.sandbox.records import Message
from bot.sandbox.shapes import message_seen

USER, OTHER, CHANNEL = "U0CAMILLE", "U0OLIVER", "C0LEADS"


def issue(backend: Backend, origin: Message | None = None) -> str:
    return backend.response_urls.issue(USER, CHANNEL, origin).rpartition("/")[2]


def seen(backend: Backend, user: str) -> list[str]:
    return [message.text for message in backend.workspace.seen_by(user, CHANNEL)]


def test_an_answer_is_only_for_who_asked(backend: Backend) -> None:
    backend.response_urls.answer(issue(backend), {"text": "Done"})
    assert seen(backend, USER) == ["Done"]
    assert seen(backend, OTHER) == []


def test_an_answer_in_the_channel_is_for_everybody(backend: Backend) -> None:
    backend.response_urls.answer(issue(backend), {"text": "Done", "response_type": "in_channel"})
    assert seen(backend, OTHER) == ["Done"]


def test_five_answers_are_enough(backend: Backend) -> None:
    token = issue(backend)
    for number in range(5):
        backend.response_urls.answer(token, {"text": str(number)})
    with pytest.raises(SlackError, match="used_url"):
        backend.response_urls.answer(token, {"text": "6"})


def test_after_half_an_hour_it_is_too_late(backend: Backend, clock: ManualClock) -> None:
    token = issue(backend)
    clock.advance(30 * 60 + 1)
    with pytest.raises(SlackError, match="expired_url"):
        backend.response_urls.answer(token, {"text": "Late"})


def test_the_original_is_replaced_or_deleted(backend: Backend) -> None:
    origin = backend.conversation.post(CHANNEL, backend.workspace.bot.user_id, text="Take it?")
    token = issue(backend, origin)
    backend.response_urls.answer(token, {"text": "Taken", "replace_original": True})
    assert seen(backend, OTHER) == ["Taken"]
    backend.response_urls.answer(token, {"delete_original": True})
    assert seen(backend, OTHER) == []


def test_an_ephemeral_original_can_be_replaced_too(backend: Backend) -> None:
    origin = backend.conversation.post(CHANNEL, backend.workspace.bot.user_id, text="Undo?", only_for=USER)
    backend.response_urls.answer(issue(backend, origin), {"text": "Undone", "replace_original": True})
    (message,) = backend.workspace.seen_by(USER, CHANNEL)
    assert message_seen(message, backend.workspace)["ephemeral"]
    assert seen(backend, USER) == ["Undone"]


def test_a_bad_answer_changes_nothing_and_is_kept(backend: Backend) -> None:
    with pytest.raises(SlackError, match="invalid_blocks"):
        backend.response_urls.answer(issue(backend), {"text": "x", "blocks": [{"type": "poem"}]})
    assert seen(backend, USER) == []
    assert backend.checker.violations[0].method == "response_url"
