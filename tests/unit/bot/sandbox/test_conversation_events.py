"""What the app hears of a conversation."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.conversation import Conversation
from bot.sandbox.records import File

Json = dict[str, Any]
CAMILLE, BOT, LEADS, DIRECT = "U0CAMILLE", "U0SANDBOX", "C0LEADS", "D0CAMILLE"


class FakeEvents:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[Json, bool]] = []

    def emit(self, event: Json, *, by_person: bool = True) -> None:
        self.given.append((event, by_person))

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(event["type"], event.get("subtype", "")) for event, _ in self.given]


@pytest.fixture
def events() -> FakeEvents:
    return FakeEvents()


@pytest.fixture
def conversation(backend: Backend, events: FakeEvents) -> Conversation:
    return Conversation(backend.workspace, backend.stream, events)  # type: ignore[arg-type]


def test_a_message_is_told_with_its_place(conversation: Conversation, events: FakeEvents) -> None:
    message = conversation.post(DIRECT, CAMILLE, text="Hello")
    event, by_person = events.given[0]
    assert by_person
    assert event.items() >= {"type": "message", "user": CAMILLE, "ts": message.ts, "channel": DIRECT}.items()
    assert event["channel_type"] == "im"
    assert "subtype" not in event


def test_the_bots_own_messages_are_told_too(conversation: Conversation, events: FakeEvents) -> None:
    conversation.post(LEADS, BOT, text="Hello")
    event, by_person = events.given[0]
    assert not by_person
    assert event["bot_id"] == "B0SANDBOX"


def test_ephemeral_messages_are_not_told(conversation: Conversation, events: FakeEvents) -> None:
    conversation.post(LEADS, BOT, text="For you", only_for=CAMILLE)
    assert events.given == []


def test_nothing_is_told_of_channels_without_the_bot(
    conversation: Conversation, events: FakeEvents, backend: Backend
) -> None:
    backend.workspace.channel(LEADS).members.discard(BOT)
    conversation.post(LEADS, CAMILLE, text="Hello")
    assert events.given == []


def test_one_upload_makes_two_events(conversation: Conversation, events: FakeEvents) -> None:
    card = File("F1", "card.jpg", "card.jpg", "image/jpeg", b"x", CAMILLE)
    conversation.post(DIRECT, CAMILLE, files=[card])
    assert events.kinds == [("file_shared", ""), ("message", "file_share")]
    assert events.given[0][0]["file"] == {"id": "F1"}
    assert "name" not in events.given[0][0]
    assert events.given[1][0]["files"][0]["name"] == "card.jpg"


def test_a_mention_is_told_once_more_but_not_in_direct_messages(conversation: Conversation, events: FakeEvents) -> None:
    conversation.post(LEADS, CAMILLE, text=f"<@{BOT}> help")
    conversation.post(DIRECT, CAMILLE, text=f"<@{BOT}> help")
    assert events.kinds == [("message", ""), ("app_mention", ""), ("message", "")]


def test_changes_and_deletions_are_told_with_what_was_before(conversation: Conversation, events: FakeEvents) -> None:
    message = conversation.post(LEADS, BOT, text="Old")
    conversation.change(message, text="New")
    conversation.delete(message)
    assert events.kinds[1:] == [("message", "message_changed"), ("message", "message_deleted")]
    changed = events.given[1][0]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("Old", "New")


def test_only_a_message_whose_text_shows_is_marked_as_edited(conversation: Conversation) -> None:
    message = conversation.post(LEADS, BOT, text="Old")
    conversation.change(message, text="New", blocks=[{"type": "divider"}])
    assert not message.edited
    conversation.change(message, text="Newer", blocks=[])
    assert message.edited


def test_a_reaction_is_told_to_the_app(conversation: Conversation, events: FakeEvents) -> None:
    message = conversation.post(LEADS, CAMILLE, text="Card")
    assert conversation.react(message, "eyes", CAMILLE)
    assert not conversation.react(message, "eyes", CAMILLE)
    assert events.kinds == [("message", ""), ("reaction_added", "")]
    assert events.given[1][0]["item"]["ts"] == message.ts
