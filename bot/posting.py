"""Messages that stay: posted once, remembered, and kept true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.request import Reply
from bot.sighting import find, mark_of
from core.crm import Actor, Crm
from core.model import Attempt, Post, User
from core.model.types import now

NOBODY = Actor(None, "job")
GONE = frozenset({"message_not_found", "channel_not_found", "cant_update_message"})


@dataclass(frozen=True)
class Place:
    """A channel, and a thread in it where `thread` is its first message's ts."""

    channel: str
    thread: str | None = None


@dataclass(frozen=True)
class Topic:
    """What a message is about, and why it is there."""

    kind: str
    subject_id: int
    purpose: str

    @property
    def columns(self) -> dict[str, str | int]:
        """The topic as tables have it."""
        return {"subject_kind": self.kind, "subject_id": self.subject_id, "purpose": self.purpose}


def leads_channel(crm: Crm) -> Place:
    """Where everybody looks."""
    return Place(crm.settings.configuration.slack.leads_channel)


def direct(client: WebClient, user: User | None) -> Place | None:
    """The conversation with somebody, if Slack knows them."""
    if user is None or user.slack_id is None:
        return None
    return Place(str(client.conversations_open(users=user.slack_id)["channel"]["id"]))


def known(crm: Crm, topic: Topic) -> Post | None:
    """The message on this topic, if it was posted."""
    with crm.read() as session:
        return session.query(Post).filter_by(**topic.columns).first()


def remember(crm: Crm, topic: Topic, channel: str, ts: str) -> Post:
    """Keep where the message on this topic is."""
    post = Post(**topic.columns, channel=channel, ts=ts)
    with crm.transaction(NOBODY) as tx:
        tx.session.query(Attempt).filter_by(**topic.columns).delete()
        tx.session.add(post)
    return post


def cut_off(crm: Crm, topic: Topic) -> Attempt | None:
    """The attempt to post on this topic of which nobody knows how it ended, if there was one."""
    with crm.read() as session:
        return session.query(Attempt).filter_by(**topic.columns).one_or_none()


def begin(crm: Crm, topic: Topic, place: Place, *, file: str | None = None) -> Attempt:
    """Note that something is about to be posted: whoever comes after a crash looks whether it was."""
    with crm.transaction(NOBODY) as tx:
        earlier = tx.session.query(Attempt).filter_by(**topic.columns).one_or_none()
        attempt = earlier or Attempt(**topic.columns)
        attempt.channel, attempt.thread, attempt.file = place.channel, place.thread, file
        attempt.updated_at = now()
        tx.session.add(attempt)
    return attempt


def post_once(crm: Crm, client: WebClient, topic: Topic, place: Place, reply: Reply) -> Post:
    """The message on this topic: the one that stands, or a new one."""
    standing = known(crm, topic)
    if standing:
        return standing
    earlier = cut_off(crm, topic)
    found = find(client, earlier) if earlier else None
    if not found:
        return remember(crm, topic, *_post(client, begin(crm, topic, place), reply))
    post = remember(crm, topic, *found)
    # Whatever happened since it was posted did not reach a message that nobody knew.
    update(crm, client, post, reply)
    return post


def _post(client: WebClient, attempt: Attempt, reply: Reply) -> tuple[str, str]:
    content: dict[str, Any] = {"text": reply.text, "blocks": reply.blocks, "metadata": mark_of(attempt)}
    answer = client.chat_postMessage(channel=attempt.channel, thread_ts=attempt.thread, **content)
    return str(answer["channel"]), str(answer["ts"])


def update(crm: Crm, client: WebClient, post: Post, reply: Reply) -> None:
    """Show the message anew; one that people deleted is forgotten."""
    try:
        client.chat_update(channel=post.channel, ts=post.ts, text=reply.text, blocks=reply.blocks)
    except SlackApiError as error:
        if error.response.get("error") not in GONE:
            raise
        with crm.transaction(NOBODY) as tx:
            tx.session.query(Post).filter_by(id=post.id).delete()
