"""Messages that stay: posted once, remembered, and kept true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.request import Block
from core.crm import Actor, Crm
from core.model import Post

GONE = frozenset({"message_not_found", "channel_not_found", "cant_update_message"})


@dataclass(frozen=True)
class Place:
    """A channel, and a thread in it where `thread` is its first message's ts."""

    channel: str
    thread: str | None = None


def known(crm: Crm, kind: str, subject_id: int, purpose: str) -> Post | None:
    """The message about the subject with this purpose, if it was posted."""
    with crm.read() as session:
        return session.query(Post).filter_by(subject_kind=kind, subject_id=subject_id, purpose=purpose).first()


def remember(crm: Crm, post: Post) -> Post:
    """Keep where the message is."""
    with crm.transaction(Actor(None, "job")) as tx:
        tx.session.add(post)
    return post


def post_once(crm: Crm, client: WebClient, post: Post, place: Place, *, text: str, blocks: Sequence[Block]) -> Post:
    """The message of this subject and purpose: the one that stands, or a new one."""
    standing = known(crm, post.subject_kind, post.subject_id, post.purpose)
    if standing:
        return standing
    answer = client.chat_postMessage(channel=place.channel, thread_ts=place.thread, text=text, blocks=list(blocks))
    post.channel, post.ts = str(answer["channel"]), str(answer["ts"])
    return remember(crm, post)


def update(crm: Crm, client: WebClient, post: Post, text: str, blocks: Sequence[Block]) -> None:
    """Show the message anew; one that people deleted is forgotten."""
    try:
        client.chat_update(channel=post.channel, ts=post.ts, text=text, blocks=list(blocks))
    except SlackApiError as error:
        if error.response["error"] not in GONE:
            raise
        with crm.transaction(Actor(None, "job")) as tx:
            tx.session.delete(tx.session.merge(post))
