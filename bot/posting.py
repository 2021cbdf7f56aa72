"""Messages that stay: posted once, remembered, and kept true."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.request import Reply
from core.crm import Actor, Crm
from core.model import Post, User

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
    about = {"subject_kind": topic.kind, "subject_id": topic.subject_id, "purpose": topic.purpose}
    with crm.read() as session:
        return session.query(Post).filter_by(**about).first()


def remember(crm: Crm, topic: Topic, channel: str, ts: str) -> Post:
    """Keep where the message on this topic is."""
    post = Post(subject_kind=topic.kind, subject_id=topic.subject_id, purpose=topic.purpose, channel=channel, ts=ts)
    with crm.transaction(Actor(None, "job")) as tx:
        tx.session.add(post)
    return post


def post_once(crm: Crm, client: WebClient, topic: Topic, place: Place, reply: Reply) -> Post:
    """The message on this topic: the one that stands, or a new one."""
    standing = known(crm, topic)
    if standing:
        return standing
    answer = client.chat_postMessage(
        channel=place.channel, thread_ts=place.thread, text=reply.text, blocks=reply.blocks
    )
    return remember(crm, topic, str(answer["channel"]), str(answer["ts"]))


def update(crm: Crm, client: WebClient, post: Post, reply: Reply) -> None:
    """Show the message anew; one that people deleted is forgotten."""
    try:
        client.chat_update(channel=post.channel, ts=post.ts, text=reply.text, blocks=reply.blocks)
    except SlackApiError as error:
        if error.response.get("error") not in GONE:
            raise
        with crm.transaction(Actor(None, "job")) as tx:
            tx.session.query(Post).filter_by(id=post.id).delete()
