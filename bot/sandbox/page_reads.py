"""What the page reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from flask import Response, request

from bot.sandbox.backend import Backend
from bot.sandbox.deeds.home import open_home
from bot.sandbox.deeds.options import suggest
from bot.sandbox.errors import Impossible
from bot.sandbox.page_place import Said, place_of
from bot.sandbox.records import Json
from bot.sandbox.shapes import message_seen


def _workspace(backend: Backend) -> Json:
    workspace, settings = backend.workspace, backend.settings
    user = request.args.get("as")
    joined = [each for each in workspace.channels.values() if each.kind == "channel" or user in each.members]
    return {
        "team": {"id": workspace.team.id, "name": workspace.team.name},
        "bot": {"id": workspace.bot.user_id, "name": workspace.bot.real_name},
        "people": [asdict(person) for person in workspace.people.values()],
        "channels": [{"id": each.id, "name": each.name, "kind": each.kind} for each in joined],
        "commands": [asdict(command) for command in settings.commands],
        "shortcuts": [asdict(shortcut) for shortcut in settings.shortcuts],
    }


def _messages(backend: Backend) -> Json:
    user, channel = _asked()["as"], backend.workspace.channel(_asked()["channel"])
    if user not in channel.members:
        raise Impossible("You are not in this conversation.")
    seen = backend.workspace.seen_by(user, channel.id)
    return {"messages": [message_seen(message, backend.workspace) for message in seen]}


def _home(backend: Backend) -> Json:
    return {"view": open_home(backend, _asked()["as"])}


def _stream(backend: Backend) -> Response:
    lines = backend.stream.lines(backend.workspace.person(_asked()["as"]).id)
    return Response(lines, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


def _options(backend: Backend) -> Json:
    asked = _asked()
    return suggest(backend, asked["as"], place_of(backend, asked), asked["action_id"], asked.get("value", ""))


def _asked() -> Json:
    return Said(request.args.to_dict())


READS: dict[str, Callable[[Backend], Json | Response]] = {
    "workspace": _workspace,
    "messages": _messages,
    "home": _home,
    "stream": _stream,
    "options": _options,
}
