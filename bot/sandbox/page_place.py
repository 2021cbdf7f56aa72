"""Where the person on the page is, as its requests say it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.backend import Backend
from bot.sandbox.deeds.action import Place
from bot.sandbox.deeds.modal import open_view
from bot.sandbox.errors import Impossible, SlackError
from bot.sandbox.records import Json, Message


class Said(dict[str, Any]):
    """The fields of a request; one that is missing is named to whoever asks for it."""

    def __missing__(self, name: str) -> Any:
        raise Impossible("The field {name} is missing.", name=name)


def place_of(backend: Backend, said: Json) -> Place:
    """A view by its id, else a message by channel and ts. Raises Impossible or SlackError."""
    if not said.get("view_id"):
        return Place(message=shown_message(backend, said))
    home = backend.views.home(said["as"])
    if home and home["id"] == said["view_id"]:
        return Place(view=home)
    return Place(view=open_view(backend, said["as"], said["view_id"]))


def shown_message(backend: Backend, said: Json) -> Message:
    """A message that this person can see. Raises SlackError."""
    message = backend.workspace.message(said["channel"], said["ts"])
    if message.only_for not in {None, said["as"]}:
        raise SlackError("message_not_found")
    return message
