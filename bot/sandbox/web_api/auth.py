"""auth.test, bots.info, apps.connections.open: who the app is, and how it connects."""

from __future__ import annotations

from bot.sandbox.errors import SlackError
from bot.sandbox.records import Json
from bot.sandbox.web_api.call import Call, Method


def test(call: Call) -> Json:
    """Whose token this is."""
    team, bot = call.backend.workspace.team, call.backend.workspace.bot
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": bot.name,
        "team_id": team.id,
        "user_id": bot.user_id,
        "bot_id": bot.id,
        "is_enterprise_install": False,
    }


def bot_info(call: Call) -> Json:
    """The bot by its bot id."""
    bot = call.backend.workspace.bot
    if call.get("bot") not in {None, bot.id}:
        raise SlackError("bot_not_found")
    return {"bot": {"id": bot.id, "deleted": False, "name": bot.name, "app_id": bot.app_id, "user_id": bot.user_id}}


def open_connection(call: Call) -> Json:
    """The address of a Socket Mode connection, good for one use."""
    address = call.backend.conversation.url.replace("http://", "ws://")
    return {"url": f"{address}/link/?ticket={call.backend.sockets.ticket()}"}


METHODS: dict[str, Method] = {
    "auth.test": test,
    "bots.info": bot_info,
    "apps.connections.open": open_connection,
}
