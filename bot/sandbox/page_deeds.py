"""What a person does on the page."""

from __future__ import annotations

from collections.abc import Callable

from flask import request

from bot.sandbox.backend import Backend
from bot.sandbox.deeds.action import Place, act, repeated
from bot.sandbox.deeds.command import run_command
from bot.sandbox.deeds.message import Attachment, write_message
from bot.sandbox.deeds.modal import close, submit
from bot.sandbox.deeds.shortcut import use_shortcut
from bot.sandbox.errors import Impossible
from bot.sandbox.form import elements
from bot.sandbox.page_place import Said, place_of, shown_message
from bot.sandbox.records import Json, Message
from bot.sandbox.shapes import message_seen


def _message(backend: Backend) -> Json:
    said = _said()
    thread = said.get("thread_ts")
    message = write_message(backend, said["as"], said["channel"], said["text"], thread_ts=thread)
    return _posted(backend, message)


def _upload(backend: Backend) -> Json:
    said = Said(request.form.to_dict())
    files = [Attachment(file.filename or "file", file.read(), file.mimetype) for file in request.files.getlist("file")]
    thread = said.get("thread_ts") or None
    text = said.get("text", "")
    message = write_message(backend, said["as"], said["channel"], text, thread_ts=thread, attachments=files)
    return _posted(backend, message)


def _command(backend: Backend) -> Json:
    said = _said()
    ack = run_command(backend, said["as"], said["channel"], said["text"])
    return {"ok": ack.ok, "error": ack.error} if ack.error else {"ok": True}


def _action(backend: Backend) -> Json:
    said = _said()
    place = place_of(backend, said)
    action = {**_element(place, said), **said["action"], "block_id": said["block_id"]}
    ack = act(backend, said["as"], place, action, said.get("state", {}).get("values"))
    return {"ok": ack.ok}


def _submit(backend: Backend) -> Json:
    said = _said()
    return submit(backend, said["as"], said["view_id"], said.get("state", {}).get("values", {}))


def _close(backend: Backend) -> Json:
    said = _said()
    return {"ok": close(backend, said["as"], said["view_id"]).ok}


def _shortcut(backend: Backend) -> Json:
    said = _said()
    message = shown_message(backend, said) if said["type"] == "message" else None
    return {"ok": use_shortcut(backend, said["as"], said["callback_id"], message).ok}


def _posted(backend: Backend, message: Message) -> Json:
    return {"ok": True, "message": message_seen(message, backend.workspace)}


def _element(place: Place, said: Json) -> Json:
    """The element as the app made it, so that its text and value need not be repeated by the page."""
    for block, element in elements(place.blocks):
        if (block["block_id"], element["action_id"]) == (said["block_id"], said["action"].get("action_id")):
            return repeated(element)
    raise Impossible("This element is not there any more.")


def _said() -> Json:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Impossible("The body must be a JSON object.")
    return Said(body)


DEEDS: dict[str, Callable[[Backend], Json]] = {
    "message": _message,
    "upload": _upload,
    "command": _command,
    "action": _action,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
}
