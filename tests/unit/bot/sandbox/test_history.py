"""What was said is read again as strictly as Slack lets an app read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.clock import ManualClock

Json = dict[str, Any]
Api = Callable[..., Json]
CAMILLE, LEADS = "U0CAMILLE", "C0LEADS"
MARK = {"event_type": "filon_post", "event_payload": {"key": "k"}}


@pytest.fixture
def say(api: Api, clock: ManualClock) -> Callable[..., str]:
    """Post a text a second after the one before; its ts."""

    def say(text: str, **more: Any) -> str:
        clock.advance(1)
        return str(api("chat.postMessage", channel=LEADS, text=text, **more)["ts"])

    return say


Say = Callable[..., str]


def texts(answer: Json) -> list[str]:
    return [message["text"] for message in answer["messages"]]


def test_a_channel_is_read_from_the_newest_message_back_without_threads(api: Api, say: Say) -> None:
    parent = say("first")
    say("answer", thread_ts=parent)
    say("told everybody", thread_ts=parent, reply_broadcast=True)
    say("last")
    assert texts(api("conversations.history", channel=LEADS)) == ["last", "told everybody", "first"]


def test_a_thread_is_read_from_its_beginning(api: Api, say: Say) -> None:
    parent = say("first")
    answer = say("answer", thread_ts=parent)
    say("elsewhere")
    for ts in (parent, answer):
        assert texts(api("conversations.replies", channel=LEADS, ts=ts)) == ["first", "answer"]


def test_nobody_elses_ephemeral_message_is_read(api: Api, say: Say) -> None:
    api("chat.postEphemeral", channel=LEADS, user=CAMILLE, text="for you")
    assert texts(api("conversations.history", channel=LEADS)) == []


def test_the_bounds_are_outside_unless_included(api: Api, say: Say) -> None:
    first, _between, last = (say(text) for text in ("first", "between", "last"))
    window = {"channel": LEADS, "oldest": first, "latest": last}
    assert texts(api("conversations.history", **window)) == ["between"]
    assert texts(api("conversations.history", **window, inclusive=True)) == ["last", "between", "first"]


def test_a_threads_first_message_is_there_whatever_the_bounds(api: Api, say: Say) -> None:
    parent = say("first")
    first = say("early", thread_ts=parent)
    say("late", thread_ts=parent)
    assert texts(api("conversations.replies", channel=LEADS, ts=parent, oldest=first)) == ["first", "late"]


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_pages_follow_the_cursor_though_more_is_said_meanwhile(api: Api, say: Say, method: str) -> None:
    parent = say("0")
    more = {"thread_ts": parent} if method == "conversations.replies" else {}
    for number in "1234":
        say(number, **more)
    asked = {"channel": LEADS, "ts": parent, "limit": 2}
    read, cursor = [], ""
    while answer := api(method, **asked, cursor=cursor):
        read += texts(answer)
        say("meanwhile")
        cursor = answer["response_metadata"]["next_cursor"]
        assert bool(cursor) == answer["has_more"]
        if not cursor:
            break
    assert sorted(read) == ["0", "1", "2", "3", "4"]


def test_what_metadata_says_is_told_only_where_all_is_asked_for(api: Api, say: Say) -> None:
    ts = say("marked", metadata=MARK)
    (plain,) = api("conversations.history", channel=LEADS)["messages"]
    assert plain["metadata"] == {"event_type": "filon_post"}
    for answer in (
        api("conversations.history", channel=LEADS, include_all_metadata=True),
        api("conversations.replies", channel=LEADS, ts=ts, include_all_metadata="1"),
    ):
        assert [message["metadata"] for message in answer["messages"]] == [MARK]


def test_a_changed_message_keeps_its_metadata(api: Api, say: Say) -> None:
    ts = say("marked", metadata=MARK)
    api("chat.update", channel=LEADS, ts=ts, text="changed")
    (message,) = api("conversations.history", channel=LEADS, include_all_metadata=True)["messages"]
    assert (message["text"], message["metadata"]) == ("changed", MARK)


def test_metadata_of_a_wrong_type_is_left_out_and_kept_as_a_violation(api: Api, say: Say, backend: Backend) -> None:
    say("marked", metadata=MARK | {"event_type": "filon.post"})
    (message,) = api("conversations.history", channel=LEADS, include_all_metadata=True)["messages"]
    assert "metadata" not in message
    assert "event_type" in backend.checker.violations[0].rule


REFUSED = {
    "a name": ({"channel": "#leads"}, "channel_not_found"),
    "no channel": ({}, "invalid_arguments"),
    "too many": ({"channel": LEADS, "limit": 1001}, "invalid_limit"),
    "none": ({"channel": LEADS, "limit": 0.5}, "invalid_limit"),
    "no cursor": ({"channel": LEADS, "cursor": "x"}, "invalid_cursor"),
    "a cursor to nothing": ({"channel": LEADS, "cursor": "bmV4dF90czoxLjA="}, "invalid_cursor"),
    "no time": ({"channel": LEADS, "oldest": "yesterday"}, "invalid_ts_oldest"),
    "no time either": ({"channel": LEADS, "latest": "2026-11-24"}, "invalid_ts_latest"),
}


@pytest.mark.parametrize(("arguments", "error"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_bad_questions_are_refused(api: Api, say: Say, method: str, arguments: Json, error: str) -> None:
    assert api(method, ts=say("here"), **arguments)["error"] == error


def test_a_thread_of_nothing_is_refused(api: Api) -> None:
    assert api("conversations.replies", channel=LEADS, ts="1.0")["error"] == "thread_not_found"


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_only_who_is_in_a_channel_reads_it(api: Api, say: Say, backend: Backend, method: str) -> None:
    ts = say("here")
    backend.workspace.channel(LEADS).members.discard(backend.workspace.bot.user_id)
    assert api(method, channel=LEADS, ts=ts)["error"] == "not_in_channel"
