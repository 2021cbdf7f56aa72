"""users.*: who is there."""

from __future__ import annotations

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json
from bot.sandbox.shapes import bot_user_shape, channel_shape, person_shape
from bot.sandbox.web_api.call import Call, Method
from bot.sandbox.web_api.pages import paged


def info(call: Call) -> Json:
    """One person or the bot; the locale only when asked for."""
    workspace, user = call.backend.workspace, str(call.need("user"))
    if user == workspace.bot.user_id:
        return {"user": bot_user_shape(workspace)}
    person = workspace.person(user)
    return {"user": person_shape(person, workspace, include_locale=call.flag("include_locale"))}


def list_all(call: Call) -> Json:
    """Everybody, the bot last."""
    workspace, locale = call.backend.workspace, call.flag("include_locale")
    members = [person_shape(person, workspace, include_locale=locale) for person in workspace.people.values()]
    return paged(call, "members", [*members, bot_user_shape(workspace)])


def look_up_by_email(call: Call) -> Json:
    """The person with this address."""
    workspace, email = call.backend.workspace, str(call.need("email")).lower()
    for person in workspace.people.values():
        if person.email == email:
            return {"user": person_shape(person, workspace)}
    raise SlackError("users_not_found")


def conversations(call: Call) -> Json:
    """The conversations of a person, or the bot's own."""
    workspace = call.backend.workspace
    user = str(call.get("user") or workspace.bot.user_id)
    kinds = {"im": "dm", "public_channel": "channel"}
    wanted = {kinds.get(kind) for kind in str(call.get("types") or "public_channel").split(",")}
    joined = [each for each in workspace.channels.values() if user in each.members and each.kind in wanted]
    return paged(call, "channels", [channel_shape(channel, workspace) for channel in joined])


METHODS: dict[str, Method] = {
    "users.info": info,
    "users.list": list_all,
    "users.lookupByEmail": look_up_by_email,
    "users.conversations": conversations,
}
