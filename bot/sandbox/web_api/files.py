"""files.*: the upload in three steps, and what is known of a file."""

from __future__ import annotations

from bot.sandbox.errors import SlackError
from bot.sandbox.files import summary
from bot.sandbox.records import File, Json
from bot.sandbox.web_api.call import Call, Method


def get_upload_url(call: Call) -> Json:
    """Step one: where to send the bytes."""
    backend = call.backend
    name, length = str(call.need("filename")), int(call.need("length"))
    owner = backend.workspace.bot.user_id
    file_id, secret = backend.uploads.begin(owner, name, length, call.get("alt_txt"))
    return {"file_id": file_id, "upload_url": f"{backend.conversation.url}/upload/v1/{secret}"}


def complete_upload(call: Call) -> Json:
    """Step three: the files become a message in each channel, or stay private when there is none."""
    backend = call.backend
    named = str(call.get("channels") or call.get("channel_id") or "")
    channels = [backend.workspace.channel(channel) for channel in named.split(",") if channel]
    files = [backend.uploads.complete(each.get("id", ""), each.get("title")) for each in call.need("files")]
    backend.workspace.files |= {file.id: file for file in files}
    author = backend.workspace.bot.user_id
    text, thread = call.get("initial_comment") or "", call.get("thread_ts")
    for channel in channels:
        backend.conversation.post(channel.id, author, text=text, files=list(files), thread_ts=thread)
    return {"files": [summary(file) for file in files]}


def info(call: Call) -> Json:
    """What is known of a file."""
    return {"file": call.backend.conversation.file(_file(call).id)}


def delete(call: Call) -> Json:
    """Delete a file of the bot's, and take it out of its messages."""
    backend, file = call.backend, _file(call)
    if file.owner != backend.workspace.bot.user_id:
        raise SlackError("cant_delete_file")
    del backend.workspace.files[file.id]
    for message in [each for each in backend.workspace.messages if file in each.files]:
        rest = [other for other in message.files if other.id != file.id]
        if rest or message.text:
            backend.conversation.change(message, files=rest)
        else:
            backend.conversation.delete(message)
    return {}


def _file(call: Call) -> File:
    file = call.backend.workspace.files.get(str(call.need("file")))
    if file is None:
        raise SlackError("file_not_found")
    return file


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": info,
    "files.delete": delete,
}
