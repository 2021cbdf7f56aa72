"""Writing a message, with or without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.backend import Backend
from bot.sandbox.errors import Impossible
from bot.sandbox.files import mimetype_of
from bot.sandbox.records import File, Message, new_id
from bot.sandbox.typed import mark_up


@dataclass(frozen=True)
class Attachment:
    """A file that a person adds; the kind is taken from its name unless given."""

    name: str
    data: bytes
    mimetype: str = ""


def write_message(
    backend: Backend,
    user: str,
    channel: str,
    text: str,
    *,
    thread_ts: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Post as this person. Raises SlackError for an unknown place, Impossible for an empty message."""
    workspace = backend.workspace
    workspace.person(user)
    if user not in workspace.channel(channel).members:
        raise Impossible("You are not in this conversation.")
    if not text.strip() and not attachments:
        raise Impossible("The message is empty.")
    if thread_ts:
        workspace.message(channel, thread_ts)
    files = [_file(user, attachment) for attachment in attachments]
    workspace.files |= {file.id: file for file in files}
    marked = mark_up(text, workspace)
    return backend.conversation.post(channel, user, text=marked, thread_ts=thread_ts, files=files)


def _file(user: str, attachment: Attachment) -> File:
    kind = attachment.mimetype or mimetype_of(attachment.name)
    return File(new_id("F"), attachment.name, attachment.name, kind, attachment.data, user)
