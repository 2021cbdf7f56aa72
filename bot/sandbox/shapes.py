"""People, channels, messages and files as JSON: in Slack's shape for the app, in the page's for its readers."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from bot.sandbox.records import Channel, File, Json, Message, Person
from bot.sandbox.workspace import Workspace


def person_shape(person: Person, workspace: Workspace, *, include_locale: bool = False) -> Json:
    """As `users.info` answers."""
    shape = {
        "id": person.id,
        "team_id": workspace.team.id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": False,
        "is_bot": False,
        "is_app_user": False,
        "is_admin": person.role == "manager",
        "tz": person.timezone,
        "profile": {"real_name": person.real_name, "display_name": person.name, "email": person.email},
    }
    return {**shape, "locale": person.locale} if include_locale else shape


def bot_user_shape(workspace: Workspace) -> Json:
    """The bot among the users."""
    bot = workspace.bot
    return {
        "id": bot.user_id,
        "team_id": workspace.team.id,
        "name": bot.name,
        "real_name": bot.real_name,
        "deleted": False,
        "is_bot": True,
        "profile": {
            "real_name": bot.real_name,
            "display_name": bot.name,
            "bot_id": bot.id,
            "api_app_id": bot.app_id,
        },
    }


def channel_shape(channel: Channel, workspace: Workspace) -> Json:
    """As `conversations.info` answers."""
    is_member = workspace.bot.user_id in channel.members
    if channel.kind == "dm":
        person = next(iter(channel.members - {workspace.bot.user_id}))
        return {"id": channel.id, "is_im": True, "is_channel": False, "user": person, "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": True,
        "is_im": False,
        "is_private": False,
        "is_archived": False,
        "is_member": is_member,
        "num_members": len(channel.members),
    }


def file_shape(file: File, workspace: Workspace, url: str) -> Json:
    """As the app sees a file; `url` is the server's own address."""
    place = f"{workspace.team.id}-{file.id}"
    shared = {each.channel for each in workspace.messages if file.id in {held.id for held in each.files}}
    kind = PurePath(file.name).suffix.lstrip(".").lower()
    return _present(
        id=file.id,
        name=file.name,
        title=file.title,
        mimetype=file.mimetype,
        filetype=kind or "binary",
        pretty_type=kind.upper() or "Binary",
        size=len(file.data),
        user=file.owner,
        mode="hosted",
        is_external=False,
        file_access="visible",
        alt_txt=file.alt_txt,
        url_private=f"{url}/files-pri/{place}/{quote(file.name)}",
        url_private_download=f"{url}/files-pri/{place}/download/{quote(file.name)}",
        permalink=f"{url}/sandbox/files/{file.id}/{quote(file.name)}",
        channels=sorted(each for each in shared if workspace.channels[each].kind == "channel"),
        groups=[],
        ims=sorted(each for each in shared if workspace.channels[each].kind == "dm"),
    )


def message_shape(message: Message, workspace: Workspace, url: str) -> Json:
    """As the app sees a message, without the channel."""
    by_bot = message.author == workspace.bot.user_id
    replies = [other for other in workspace.messages if _answers(other, message)]
    return _present(
        type="message",
        subtype="file_share" if message.files else None,
        ts=message.ts,
        user=message.author,
        bot_id=workspace.bot.id if by_bot else None,
        app_id=workspace.bot.app_id if by_bot else None,
        team=workspace.team.id,
        text=message.text,
        blocks=message.blocks or None,
        attachments=message.attachments or None,
        files=[file_shape(file, workspace, url) for file in message.files] or None,
        thread_ts=message.thread_ts or (message.ts if replies else None),
        reply_count=len(replies) or None,
        metadata=message.metadata,
        edited={"user": message.author, "ts": message.ts} if message.edited else None,
        reactions=_reactions(message) or None,
    )


def message_seen(message: Message, workspace: Workspace) -> Json:
    """As a person sees a message, on the page and in the driver."""
    by_bot = message.author == workspace.bot.user_id
    name = workspace.bot.real_name if by_bot else workspace.people[message.author].name
    return _present(
        ts=message.ts,
        thread_ts=message.thread_ts,
        channel=message.channel,
        user=message.author,
        bot_id=workspace.bot.id if by_bot else None,
        username=name,
        text=message.text,
        blocks=message.blocks or None,
        attachments=message.attachments or None,
        files=[file_seen(file) for file in message.files],
        reactions=_reactions(message),
        ephemeral=message.only_for is not None,
        edited=message.edited,
        broadcast=message.broadcast or None,
        metadata=message.metadata,
    )


def file_seen(file: File) -> Json:
    """As a person sees a file."""
    return _present(
        id=file.id,
        name=file.name,
        title=file.title,
        mimetype=file.mimetype,
        size=len(file.data),
        url=f"/sandbox/files/{file.id}/{quote(file.name)}",
        is_image=file.mimetype.startswith("image/"),
        alt_txt=file.alt_txt,
    )


def _answers(other: Message, message: Message) -> bool:
    return other.channel == message.channel and other.thread_ts == message.ts and other.ts != message.ts


def _reactions(message: Message) -> list[Json]:
    return [{"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()]


def _present(**values: Any) -> Json:
    """Without what is not there: Slack leaves keys out rather than sending null."""
    return {key: value for key, value in values.items() if value is not None}
