"""Home."""

from __future__ import annotations

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.mrkdwn import speech
from bot.views.home import MOST_TASKS, home_view
from bot.visit import Visit
from core.crm import Actor, Crm
from core.model import User
from core.queries import tasks
from core.queries.pipeline import Scope, pipeline
from core.queries.worklist import mine

MOST = 10


def register(app: App, crm: Crm) -> None:
    """Publish it whenever somebody opens the tab; the tab `messages` is the conversation."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient, user: User) -> None:
        if event["tab"] == "home":
            publish(crm, client, user)


def publish(crm: Crm, client: WebClient, user: User) -> None:
    """Show the person's Home as it is now."""
    with crm.look(Actor(user.id, "slack")) as tx:
        lists = mine(tx.session, tx.settings.cycle, user.id, MOST)
        view = home_view(
            speech(user.language),
            user.name,
            lists,
            to_do=tasks.mine(tx.session, user.id, MOST_TASKS + 1, until=tx.today),
            figures=pipeline(tx.session, tx.settings.cycle, scope=Scope(owner_id=user.id)),
            today=tx.today,
        )
    client.views_publish(user_id=str(user.slack_id), view=view)


def refresh(crm: Crm, user: User, visit: Visit) -> None:
    """Publish it anew where the visit began there: a card in a modal was opened from Home, too."""
    if visit.origin.is_home or visit.origin.view_id:
        publish(crm, visit.client, user)
