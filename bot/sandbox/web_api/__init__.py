"""Slack's Web API, one file a family; `METHODS` is all that the sandbox knows."""

from __future__ import annotations

from bot.sandbox.web_api import auth, chat, conversations, files, history, reactions, users, views
from bot.sandbox.web_api.call import Method

METHODS: dict[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}
